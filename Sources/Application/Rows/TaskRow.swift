import Records

/// A task at a company, which goes by its slug; the task's person goes by e-mail address, its group
/// by path.
package struct TaskRow: Encodable, Sendable {
  package let id: TaskID
  package let company: String
  package let person: String
  package let description: String
  package let date: CivilDate
  package let state: TaskState
  package let group: String?
  package let customer: CustomerID?
  package let contact: ContactID?
  package let every: String?
  /// Days before the date; null is as the person has it.
  package let remind: [Int]?
  package let externalID: String?

  package init(_ task: CustomerTask) {
    id = task.id
    company = task.companySlug
    person = task.personEmail
    description = task.description
    date = task.date
    state = task.state
    group = task.groupPath
    customer = task.party.customer
    contact = task.party.contact
    every = task.every?.text
    remind = task.reminderDays
    externalID = task.externalID
  }
}
