/// What is needed to add a task.
package struct NewTask: Sendable {
  /// The e-mail of a person of the company.
  package var person: String
  package var description: String
  package var date: CivilDate
  /// The path of a group that is there.
  package var group: String?
  package var customer: CustomerID?
  package var contact: ContactID?
  /// Leaves a task with a past date open; else it is recorded as done.
  package var staysOpen: Bool

  package init(
    person: String, description: String, date: CivilDate, group: String? = nil,
    customer: CustomerID? = nil, contact: ContactID? = nil, staysOpen: Bool = false
  ) {
    self.person = person
    self.description = description
    self.date = date
    self.group = group
    self.customer = customer
    self.contact = contact
    self.staysOpen = staysOpen
  }
}
