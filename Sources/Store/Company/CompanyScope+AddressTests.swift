import Foundation
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
    return try await engine.write { transaction in
      let company = try Company.required(id, in: transaction)
      guard company.active else {
        throw Refusal(of: .company(slug: company.slug), .state(.switchedOff))
      }
      let last = try transaction.value("SELECT max(id) FROM mail", as: Int64.self) ?? 0
      let test = AddressTest(token: AddressSecret.random(), last: last)
      try transaction.run("DELETE FROM addressTest WHERE expiresAt <= \(now)")
      try transaction.run(
        """
        INSERT INTO addressTest (digest, company, expiresAt)
        VALUES (\(test.digest), \(id), \(now.addingTimeInterval(AddressTest.lasting)))
        """)
      return test
    }
  }

  /// The arrival of the test's mail, which has this Message-ID, at the company or at none; nil as
  /// long as the mail hasn't come.
  package func arrival(
    of test: AddressTest, messageID: String
  ) async throws(StoreError) -> AddressTest.Arrival? {
    let id = id
    return try await engine.read { transaction in
      let known = try transaction.value(
        """
        SELECT mail
        FROM addressTest
        WHERE digest = \(test.digest) AND company = \(id) AND mail IS NOT NULL
        """, as: MailID.self)
      if let known {
        let mail = try Mail.required(known, in: transaction)
        return AddressTest.Arrival(mail: mail, isKnown: true)
      }
      let row = try transaction.row(
        """
        \(raw: Mail.select) WHERE mail.id > \(test.last) AND messageID = \(messageID)
          AND ifnull(mail.company, \(id)) = \(id)
        ORDER BY mail.id LIMIT 1
        """)
      return try row.map { AddressTest.Arrival(mail: try Mail(row: $0), isKnown: false) }
    }
  }

  /// When mail last came for the company; nil for never.
  package func lastMail() async throws(StoreError) -> Date? {
    let id = id
    return try await engine.read { transaction in
      let rows = try transaction.rows(
        "SELECT receivedAt FROM mail WHERE company = \(id) ORDER BY id DESC LIMIT \(Self.newest)")
      return rows.map { $0["receivedAt"] }.max()
    }
  }
}
