/// The fields of a task that is to be added.
package struct NewTask: Sendable {
  /// The e-mail of a person of the company.
  package var person: String
  package var description: String
  package var date: CivilDate
  /// The path of a group that is there.
  package var group: String?
  package var customer: Reference<CustomerID>?
  package var contact: Reference<ContactID>?
  /// Days before the date that its person is reminded on; nil is as the person has it.
  package var reminderDays: [Int]?
  package var every: Recurrence?
  package var externalID: String?
  /// Leaves a task with a past date open; else it is recorded as done.
  package var staysOpen: Bool

  package init(
    person: String, description: String, date: CivilDate, group: String? = nil,
    customer: CustomerID? = nil, contact: ContactID? = nil,
    reminderDays: [Int]? = nil, every: Recurrence? = nil, externalID: String? = nil,
    staysOpen: Bool = false
  ) {
    self.person = person
    self.description = description
    self.date = date
    self.group = group
    self.customer = customer.map(Reference.id)
    self.contact = contact.map(Reference.id)
    self.reminderDays = reminderDays
    self.every = every
    self.externalID = externalID
    self.staysOpen = staysOpen
  }
}
