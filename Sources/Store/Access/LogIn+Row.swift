import Foundation
import Platform
import Records

/// Log-ins in the transaction.
extension LogIn {
  static func find(_ id: LogInID, in transaction: Transaction) throws -> LogIn? {
    try transaction.row("SELECT id, email FROM logIn WHERE id = \(id)")
      .map { try LogIn(row: $0, in: transaction) }
  }

  private init(row: SQLRow, in transaction: Transaction) throws {
    let id: LogInID = row["id"]
    let persons = try transaction.rows(
      "\(raw: Person.select) WHERE person.logIn = \(id) AND person.removed = 0")
    let memberships = try persons.map { row in
      let person = try Person(row: row)
      return Membership(
        person: person, company: try Company.required(person.company, in: transaction))
    }
    self.init(
      id: id, email: row["email"],
      memberships: memberships.sorted { $0.company.slug < $1.company.slug })
  }

  /// Gives the log-in of that address the password, and makes the log-in where there is none. Its
  /// sessions end, but for the one that is kept, and so do the links of whoever forgot the old
  /// password. Invitations to other companies go on.
  static func set(
    _ password: PasswordHash, email: String, keeping session: Digest?, in transaction: Transaction
  ) throws -> LogInID {
    let key = FieldRule.emailKey(email)
    try transaction.run(
      """
      INSERT INTO logIn (emailKey, email, password) VALUES (\(key), \(email), \(password.text))
      ON CONFLICT (emailKey) DO UPDATE SET password = excluded.password
      """)
    let id = try transaction.value(
      "SELECT id FROM logIn WHERE emailKey = \(key)", as: LogInID.self)
    guard let id else { preconditionFailure("the log-in was written") }
    try transaction.run("DELETE FROM passwordLink WHERE emailKey = \(key) AND person IS NULL")
    try transaction.run("DELETE FROM session WHERE logIn = \(id) AND digest IS NOT \(session)")
    return id
  }

  /// Tells of a changed password in the log of each company that the log-in gets into.
  func logPasswordChange(at now: Date, in transaction: Transaction) throws {
    for membership in memberships {
      let person = membership.person
      let change = try RecordedChange(
        of: person.company, by: .person(person.id), at: now, in: transaction)
      try change.log(.passwordChanged, of: person.id, change.logText.passwordChanged(person))
    }
  }

  /// The person's row leaves its log-in, whose sessions end; a log-in without a row goes.
  static func leave(
    _ person: PersonID, of company: CompanyID, in transaction: Transaction
  ) throws {
    try transaction.run("DELETE FROM passwordLink WHERE person = \(person)")
    let id = try transaction.value(
      "SELECT logIn FROM person WHERE id = \(person) AND company = \(company)", as: LogInID.self)
    guard let id else { return }
    try transaction.run(
      "UPDATE person SET logIn = NULL WHERE id = \(person) AND company = \(company)")
    try transaction.run("DELETE FROM session WHERE logIn = \(id)")
    try transaction.run(
      """
      DELETE FROM logIn
      WHERE id = \(id) AND NOT EXISTS (SELECT 1 FROM person WHERE person.logIn = \(id))
      """)
  }
}
