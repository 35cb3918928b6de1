import Records

/// The details of a task, as they are stored.
struct TaskDetails: Hashable {
  let person: PersonID
  let description: String
  let date: CivilDate
  let group: GroupID?
  let party: Party
  let reminderDays: [Int]?
  let every: Recurrence?
  /// The day of the month that the series begins on; nil without one.
  let everyDay: Int?

  init(_ new: NewTask, _ change: RecordedChange) throws {
    person = try TaskDetails.person(new.person, of: change.company, in: change.transaction)
    description = try TaskDetails.description(new.description)
    date = new.date
    group = try new.group.map { try change.groups().required(named: $0) }
    party = try Party.resolved(
      customer: new.customer, contact: new.contact, of: change.company, in: change.transaction)
    reminderDays = try FieldRule.reminderDays(new.reminderDays, .remind)
    every = new.every
    everyDay = every.map { _ in new.date.day }
  }

  init(_ task: CustomerTask) {
    person = task.person
    description = task.description
    date = task.date
    group = task.group
    party = task.party
    reminderDays = task.reminderDays
    every = task.every
    everyDay = task.everyDay
  }

  /// The details after an edit. A person who has been removed since keeps the task until it is
  /// given to another.
  init(_ old: CustomerTask, _ change: TaskChange, in tree: GroupTree, _ transaction: Transaction)
    throws
  {
    person =
      switch change.person {
      case .keep: old.person
      case .set(let email): try TaskDetails.person(email, of: old.company, in: transaction)
      }
    description = try TaskDetails.description(change.description.applied(to: old.description))
    let date = change.date.applied(to: old.date)
    self.date = date
    group = try tree.applied(change.group, to: old.group)
    party = try change.party.applied(to: old.party, of: old.company, in: transaction)
    reminderDays = try FieldRule.reminderDays(
      change.reminderDays.applied(to: old.reminderDays), .remind)
    every = change.every.applied(to: old.every)
    let isSameSeries = every == old.every && date == old.date
    everyDay = every.map { _ in isSameSeries ? old.everyDay ?? date.day : date.day }
  }

  /// The edit that makes these details of others; `email` is that of these details' person.
  func edit(of other: TaskDetails, by email: String) -> TaskChange {
    var edit = TaskChange()
    if person != other.person { edit.person = .set(email) }
    edit.description = Edit(to: description, from: other.description)
    edit.date = Edit(to: date, from: other.date)
    edit.group = Edit(to: group?.written, from: other.group?.written)
    edit.reminderDays = Edit(to: reminderDays, from: other.reminderDays)
    edit.every = Edit(to: every, from: other.every)
    if party != other.party { edit.party = .all(of: party) }
    return edit
  }

  /// The same on another day, as the next of a series is.
  func on(_ date: CivilDate) -> TaskDetails {
    TaskDetails(
      person: person, description: description, date: date, group: group, party: party,
      reminderDays: reminderDays, every: every, everyDay: everyDay)
  }

  private init(
    person: PersonID, description: String, date: CivilDate, group: GroupID?, party: Party,
    reminderDays: [Int]?, every: Recurrence?, everyDay: Int?
  ) {
    self.person = person
    self.description = description
    self.date = date
    self.group = group
    self.party = party
    self.reminderDays = reminderDays
    self.every = every
    self.everyDay = everyDay
  }

  static func person(
    _ email: String, of company: CompanyID, in transaction: Transaction
  ) throws -> PersonID {
    guard let person = try Person.find(email: email, of: company, in: transaction) else {
      throw Refusal(.person, email, .absent(.nobodyHasAddress))
    }
    return person.id
  }

  private static func description(_ text: String) throws(Refusal) -> String {
    try FieldRule.longText(text, .description, .description)
  }
}
