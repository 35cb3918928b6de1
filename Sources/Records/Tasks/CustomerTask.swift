/// Something that a person of the company does, or has done, on a day. (`Task` is Swift's.)
package struct CustomerTask: Sendable, Hashable {
  package let id: TaskID
  package let company: CompanyID
  /// The slug of the company.
  package let companySlug: String
  package let person: PersonID
  package let personEmail: String
  package let description: String
  package let date: CivilDate
  package let state: TaskState
  package let group: GroupID?
  /// The names from the root down to the group, joined by /.
  package var groupPath: String?
  package let party: Party
  /// Days before the date, 0 being the day itself; nil is the person's.
  package let reminderDays: [Int]?
  /// Nil of a task that doesn't come again.
  package let every: Recurrence?
  /// The day of the month that the series began on.
  package let everyDay: Int?
  /// Another system's name for the task; unique in the company.
  package let externalID: String?

  package init(
    id: TaskID, company: CompanyID, companySlug: String, person: PersonID, personEmail: String,
    description: String,
    date: CivilDate, state: TaskState, group: GroupID?, groupPath: String?, party: Party,
    reminderDays: [Int]?, every: Recurrence? = nil, everyDay: Int? = nil,
    externalID: String? = nil
  ) {
    self.id = id
    self.company = company
    self.companySlug = companySlug
    self.person = person
    self.personEmail = personEmail
    self.description = description
    self.date = date
    self.state = state
    self.group = group
    self.groupPath = groupPath
    self.party = party
    self.reminderDays = reminderDays
    self.every = every
    self.everyDay = everyDay
    self.externalID = externalID
  }
}
