import Foundation
import Platform
import Records

/// Links by which passwords are set.
extension Store {
  /// Makes a link for somebody who has forgotten the password; nil where the address has no
  /// log-in, or got as many links lately as it may.
  package func makeRenewalLink(
    for email: String, _ token: SecretToken, now: Date
  ) async throws(StoreError) -> PasswordLink? {
    try await engine.write { transaction in
      let key = FieldRule.emailKey(email)
      let id = try transaction.value(
        "SELECT id FROM logIn WHERE emailKey = \(key)", as: LogInID.self)
      guard let id, let logIn = try LogIn.find(id, in: transaction),
        let membership = logIn.memberships.first
      else { return nil }
      let limits = [LogInLimit.renewal(key)]
      if try limits.end(at: now, in: transaction) != nil { return nil }
      _ = try limits.count(at: now, in: transaction)
      let link = PasswordLink(
        .renewal, to: membership, at: logIn.email, now: now)
      try link.write(token, for: nil, now: now, in: transaction)
      return link
    }
  }

  /// The link of a token; nil where it is used, replaced, or over.
  package func passwordLink(
    _ token: SecretToken, now: Date
  ) async throws(StoreError) -> PasswordLink? {
    try await engine.read { transaction in
      try StoredLink.find(token, now: now, in: transaction)?.link
    }
  }

  /// Sets the password of the link's address by the link, which is used up; the person who was
  /// invited joins the log-in, and a session begins. Nil where the link is dead.
  package func setPassword(
    by token: SecretToken, _ password: PasswordHash, _ session: NewSession, now: Date
  ) async throws(StoreError) -> LogIn? {
    try await engine.write { transaction in
      guard let stored = try StoredLink.find(token, now: now, in: transaction) else { return nil }
      let id = try LogIn.set(
        password, email: stored.link.email, keeping: nil, in: transaction)
      try transaction.run("DELETE FROM passwordLink WHERE digest = \(token.digest)")
      if let person = stored.person {
        try transaction.run("UPDATE person SET logIn = \(id) WHERE id = \(person)")
      }
      guard let logIn = try LogIn.find(id, in: transaction) else { return nil }
      try logIn.logPasswordChange(at: now, in: transaction)
      try Store.begin(session, of: id, now: now, in: transaction)
      return logIn
    }
  }

  /// Changes the password of a log-in, from within a session, which alone goes on. `counted` gave
  /// the old one; false where that was changed meanwhile.
  package func changePassword(
    of logIn: LogIn, _ counted: CountedLogIn, _ password: PasswordHash,
    keeping session: SecretToken, now: Date
  ) async throws(StoreError) -> Bool {
    try await engine.write { transaction in
      guard counted.logIn == logIn.id, try counted.holds(in: transaction) else { return false }
      _ = try LogIn.set(
        password, email: logIn.email, keeping: session.digest, in: transaction)
      try counted.forgetFailures(in: transaction)
      try logIn.logPasswordChange(at: now, in: transaction)
      return true
    }
  }
}

extension ActingCompany {
  /// Makes a link by which a person sets a password and joins the log-in of the row's address.
  /// Older links of the person are dead.
  package func makePasswordLink(
    _ purpose: PasswordLink.Purpose, for person: PersonID, _ token: SecretToken
  ) async throws(StoreError) -> PasswordLink {
    try await change(allowedWhenOff: true) { change in
      let person = try Person.present(person, of: change.company, in: change.transaction)
      let link = PasswordLink(
        purpose, to: Membership(person: person, company: change.record), at: person.email,
        now: change.now)
      try change.transaction.run("DELETE FROM passwordLink WHERE person = \(person.id)")
      try link.write(token, for: person.id, now: change.now, in: change.transaction)
      try change.log(
        .personInvited, of: person.id, change.logText.passwordLinkMade(purpose, for: person))
      return link
    }
  }
}

extension PasswordLink {
  fileprivate init(_ purpose: Purpose, to membership: Membership, at email: String, now: Date) {
    self.init(
      purpose, email: email, name: membership.person.name, company: membership.company.name,
      language: membership.language, timeZone: membership.company.timeZone,
      expiresAt: now + purpose.lasting)
  }

  fileprivate func write(
    _ token: SecretToken, for person: PersonID?, now: Date, in transaction: Transaction
  ) throws {
    try transaction.run("DELETE FROM passwordLink WHERE expiresAt <= \(now)")
    try transaction.run(
      """
      INSERT INTO passwordLink (digest, person, emailKey, email, expiresAt)
      VALUES (\(token.digest), \(person), \(FieldRule.emailKey(email)), \(email), \(expiresAt))
      """)
  }
}

/// A link as the store has it.
private struct StoredLink {
  let link: PasswordLink
  /// The person who joins; nil where a log-in is renewed.
  let person: PersonID?

  static func find(
    _ token: SecretToken, now: Date, in transaction: Transaction
  ) throws -> StoredLink? {
    let row = try transaction.row(
      """
      SELECT person, emailKey, email, expiresAt FROM passwordLink
      WHERE digest = \(token.digest) AND expiresAt > \(now)
      """)
    guard let row, let membership = try membership(of: row, in: transaction) else { return nil }
    let person = row["person"] as PersonID?
    let link = PasswordLink(
      person == nil ? .renewal : .invitation, email: row["email"], name: membership.person.name,
      company: membership.company.name, language: membership.language,
      timeZone: membership.company.timeZone, expiresAt: row["expiresAt"])
    return StoredLink(link: link, person: person)
  }

  /// The person who is meant, as long as the address is theirs.
  private static func membership(
    of row: SQLRow, in transaction: Transaction
  ) throws -> Membership? {
    let key: String = row["emailKey"]
    guard let invited = row["person"] as PersonID? else {
      let id = try transaction.value(
        "SELECT id FROM logIn WHERE emailKey = \(key)", as: LogInID.self)
      return try id.flatMap { try LogIn.find($0, in: transaction) }?.memberships.first
    }
    let person = try transaction.row(
      "\(raw: Person.select) WHERE person.id = \(invited) AND person.removed = 0"
    ).map(Person.init(row:))
    guard let person, FieldRule.emailKey(person.email) == key else { return nil }
    return Membership(
      person: person, company: try Company.required(person.company, in: transaction))
  }
}
