import Foundation
import GRDB
import Records

/// Testing whether mail comes to the company's address.
extension CompanyScope {
  /// So many of a company's newest mails are looked at for the last that came: an old archive may
  /// have been read in between.
  private static let newest = 1_000

  /// Begins a test, which needs nothing at its end: its mail is known once, and for a day. Refused
  /// where the company is switched off: its mail is held.
  package func beginAddressTest(now: Date) async throws(StoreError) -> AddressTest {
    let id = id
    return try await database.write { database in
      let company = try Company.required(id, in: database)
      guard company.active else {
        throw Refusal(of: .company(slug: company.slug), .state(.switchedOff))
      }
      let last = try database.firstInteger("SELECT max(id) FROM mail") ?? 0
      let test = AddressTest(token: AddressSecret.random(), last: last)
      try database.run("DELETE FROM addressTest WHERE expiresAt <= ?", now.storedSeconds)
      try database.run(
        "INSERT INTO addressTest (digest, company, expiresAt) VALUES (?, ?, ?)",
        test.digest.stored, id.rawValue,
        now.addingTimeInterval(AddressTest.lasting).storedSeconds)
      return test
    }
  }

  /// What became of the test's mail, which has this Message-ID, at the company or at none; nil as
  /// long as it hasn't come.
  package func arrival(
    of test: AddressTest, messageID: String
  ) async throws(StoreError) -> AddressTest.Arrival? {
    let id = id
    return try await database.read { database in
      let known = try database.firstInteger(
        "SELECT mail FROM addressTest WHERE digest = ? AND company = ? AND mail IS NOT NULL",
        test.digest.stored, id.rawValue)
      if let known {
        let mail = try Mail.required(MailID(rawValue: known), in: database)
        return AddressTest.Arrival(mail: mail, isKnown: true)
      }
      let row = try Row.fetchOne(
        database,
        sql: Mail.select + """
           WHERE mail.id > ? AND messageID = ? AND ifnull(mail.company, ?) = ?
          ORDER BY mail.id LIMIT 1
          """, arguments: [test.last, messageID, id.rawValue, id.rawValue])
      return try row.map { AddressTest.Arrival(mail: try Mail(row: $0), isKnown: false) }
    }
  }

  /// When mail last came for the company; nil for never.
  package func lastMail() async throws(StoreError) -> Date? {
    let id = id
    return try await database.read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT receivedAt FROM mail WHERE company = ? ORDER BY id DESC LIMIT ?",
        arguments: [id.rawValue, Self.newest])
      return rows.map { $0.instant("receivedAt") }.max()
    }
  }
}
