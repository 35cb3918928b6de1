import Records

/// Changes of the people who work at the company, which are allowed when the company is switched
/// off.
extension ActingCompany {
  package func addPerson(_ new: NewPerson) async throws(StoreError) -> Person {
    let new = try StoreError.refusing(new.checked())
    return try await change(allowedWhenOff: true) { change in
      let (id, transaction) = (change.company, change.transaction)
      try ActingCompany.refuseTaken(email: new.email, in: id, by: nil, transaction)
      try transaction.run(
        """
        INSERT INTO person
          (company, name, nameKey, email, emailKey, role, language, reminderDays, reminderAt)
        VALUES (\(id), \(new.name), \(SortKey(new.name)), \(new.email),
          \(FieldRule.emailKey(new.email)), \(new.role), \(new.language),
          \(StoredDays.encoded(new.reminderDays)), \(new.reminderAt))
        """)
      let person = try Person.required(
        transaction.inserted(PersonID.self), of: id, in: transaction)
      try change.log(.personAdded, of: person.id, change.logText.personAdded(person))
      return person
    }
  }

  /// An edit that changes nothing is not logged.
  package func editPerson(
    _ person: PersonID, _ edit: PersonChange
  ) async throws(StoreError) -> Person {
    let acting = self
    return try await self.change(allowedWhenOff: true) { change in
      try acting.edit(person, edit, change)
    }
  }

  func edit(
    _ person: PersonID, _ edit: PersonChange, _ change: RecordedChange
  ) throws -> Person {
    let (id, transaction) = (change.company, change.transaction)
    let old = try Person.present(person, of: id, in: transaction)
    let edited = try old.edited(edit)
    guard edited != old else { return old }
    try Self.refuseTaken(email: edited.email, in: id, by: person, transaction)
    let leaves = FieldRule.emailKey(edited.email) != FieldRule.emailKey(old.email)
    if leaves || edited.role != .admin { try Self.requireOtherAdmin(than: old, .role, change) }
    try transaction.run(
      """
      UPDATE person SET name = \(edited.name), nameKey = \(SortKey(edited.name)),
        email = \(edited.email), emailKey = \(FieldRule.emailKey(edited.email)),
        role = \(edited.role), language = \(edited.language), reminderAt = \(edited.reminderAt),
        reminderDays = \(StoredDays.encoded(edited.reminderDays))
      WHERE id = \(person) AND company = \(id)
      """)
    if leaves { try LogIn.leave(person, of: id, in: transaction) }
    let changes = old.changes(to: edited, in: change.record.language)
    try change.log(.personEdited, of: person, change.logText.personEdited(edited, changes))
    try change.keep(
      .person(
        back: PersonChange(to: old, from: edited), forth: PersonChange(to: edited, from: old)))
    if (old.reminderDays, old.reminderAt) != (edited.reminderDays, edited.reminderAt) {
      try planning(change).followAll(of: person)
    }
    return edited
  }

  /// Marks the person as removed, and cancels their reminders; once removed, this changes nothing.
  /// Open tasks go to the person of the address `tasksTo`, or stay; gives those that stay.
  package func removePerson(
    _ person: PersonID, tasksTo email: String? = nil
  ) async throws(StoreError) -> RemovedPerson {
    let acting = self
    return try await self.change(allowedWhenOff: true) { change in
      try acting.remove(person, tasksTo: email, change)
    }
  }

  func remove(
    _ person: PersonID, tasksTo email: String? = nil, _ change: RecordedChange
  ) throws -> RemovedPerson {
    let (id, transaction) = (change.company, change.transaction)
    let old = try Person.required(person, of: id, in: transaction)
    let planning = try planning(change)
    if let email {
      // Nobody's address is refused, also where there are no tasks to give.
      _ = try TaskDetails.person(email, of: id, in: transaction)
      try Self.give(Self.openTasks(of: person, change), to: email, change, planning)
    }
    if !old.removed {
      try Self.requireOtherAdmin(than: old, nil, change)
      try change.log(
        .personRemoved, of: person, change.logText.personRemoved(old))
      try transaction.run(
        "UPDATE person SET removed = 1 WHERE id = \(person) AND company = \(id)")
      try planning.cancelAll(of: person)
    }
    return RemovedPerson(
      person: try Person.required(person, of: id, in: transaction),
      openTasks: try Self.openTasks(of: person, change))
  }

  /// Undoes the removal of a person, whose reminders come back; one who wasn't removed is not
  /// logged. Refused where somebody else has the address by now.
  package func restorePerson(_ person: PersonID) async throws(StoreError) -> Person {
    let acting = self
    return try await self.change(allowedWhenOff: true) { change in
      try acting.bringBack(person, change)
    }
  }

  func bringBack(_ person: PersonID, _ change: RecordedChange) throws -> Person {
    let (id, transaction) = (change.company, change.transaction)
    let old = try Person.required(person, of: id, in: transaction)
    guard old.removed else { return old }
    let isErased = try transaction.value(
      "SELECT erased FROM person WHERE id = \(person) AND company = \(id)", as: Bool.self)
    if isErased == true { throw Refusal(of: .record(person), .state(.wasErased)) }
    try ActingCompany.refuseTaken(email: old.email, in: id, by: person, transaction)
    try transaction.run("UPDATE person SET removed = 0 WHERE id = \(person) AND company = \(id)")
    try change.log(
      .personRestored, of: person,
      correcting: change.lastEntry([.personRemoved], of: person),
      change.logText.personRestored(old))
    try planning(change).followAll(of: person)
    return try Person.required(person, of: id, in: transaction)
  }

  /// Refuses a person's change that takes away the last admin who can log in. An operator may.
  private static func requireOtherAdmin(
    than person: Person, _ field: RecordField?, _ change: RecordedChange
  ) throws {
    guard change.actor.person != nil, person.role == .admin else { return }
    let joined = try change.transaction.values(
      """
      SELECT id FROM person
      WHERE company = \(change.company) AND role = \(Role.admin) AND removed = 0
        AND logIn IS NOT NULL
      """, as: PersonID.self)
    if joined == [person.id] {
      throw Refusal(of: .record(person.id), field, .state(.lastAdmin))
    }
  }

  private static func openTasks(of person: PersonID, _ change: RecordedChange) throws -> [TaskID] {
    try change.transaction.values(
      """
      SELECT id FROM task
      WHERE person = \(person) AND state = 'open' AND company = \(change.company)
      ORDER BY date, id
      """)
  }

  /// Gives tasks to the person of that address.
  private static func give(
    _ tasks: [TaskID], to email: String, _ change: RecordedChange, _ planning: ReminderPlanning
  ) throws {
    var edit = TaskChange()
    edit.person = .set(email)
    let writing = TaskWriting(change: change, planning: planning)
    for task in tasks { _ = try writing.edit(task, edit) }
  }

  private static func refuseTaken(
    email: String, in company: CompanyID, by person: PersonID?, _ transaction: Transaction
  ) throws {
    if let other = try Person.find(email: email, of: company, in: transaction), other.id != person {
      throw Refusal(.email, email, .taken(.by(other.id)))
    }
  }
}
