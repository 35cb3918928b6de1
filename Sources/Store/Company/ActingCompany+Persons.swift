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
          (company, name, nameKey, email, emailKey, language, reminderDays, reminderAt)
        VALUES (\(id), \(new.name), \(SortKey(new.name)), \(new.email),
          \(FieldRule.emailKey(new.email)), \(new.language),
          \(StoredDays.encoded(new.reminderDays)), \(new.reminderAt))
        """)
      let person = try Person.required(
        transaction.inserted(PersonID.self), of: id, in: transaction)
      try change.log(.personAdded, Party(), change.logText.personAdded(person))
      return person
    }
  }

  /// An edit that changes nothing is not logged.
  package func editPerson(
    _ person: PersonID, _ edit: PersonChange
  ) async throws(StoreError) -> Person {
    let acting = self
    return try await self.change(allowedWhenOff: true) { change in
      let (id, transaction) = (change.company, change.transaction)
      let old = try Person.present(person, of: id, in: transaction)
      let edited = try old.edited(edit)
      guard edited != old else { return old }
      try ActingCompany.refuseTaken(email: edited.email, in: id, by: person, transaction)
      try transaction.run(
        """
        UPDATE person SET name = \(edited.name), nameKey = \(SortKey(edited.name)),
          email = \(edited.email), emailKey = \(FieldRule.emailKey(edited.email)),
          language = \(edited.language), reminderAt = \(edited.reminderAt),
          reminderDays = \(StoredDays.encoded(edited.reminderDays))
        WHERE id = \(person) AND company = \(id)
        """)
      try change.log(.personEdited, Party(), change.logText.personEdited(edited))
      if (old.reminderDays, old.reminderAt) != (edited.reminderDays, edited.reminderAt) {
        try acting.planning(change).followAll(of: person)
      }
      return edited
    }
  }

  /// Marks the person as removed, and cancels their reminders; once removed, this changes nothing.
  package func removePerson(_ person: PersonID) async throws(StoreError) -> Person {
    let acting = self
    return try await self.change(allowedWhenOff: true) { change in
      let (id, transaction) = (change.company, change.transaction)
      let old = try Person.required(person, of: id, in: transaction)
      guard !old.removed else { return old }
      try change.log(.personRemoved, Party(), change.logText.personRemoved(old))
      try transaction.run("UPDATE person SET removed = 1 WHERE id = \(person) AND company = \(id)")
      try acting.planning(change).cancelAll(of: person)
      return try Person.required(person, of: id, in: transaction)
    }
  }

  private static func refuseTaken(
    email: String, in company: CompanyID, by person: PersonID?, _ transaction: Transaction
  ) throws {
    if let other = try Person.find(email: email, of: company, in: transaction), other.id != person {
      throw Refusal(.email, email, .taken(.by(other.id)))
    }
  }
}
