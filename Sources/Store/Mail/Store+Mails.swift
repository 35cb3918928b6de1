import Foundation
import GRDB
import Records

/// The operator's look at mails, of every company and of none.
extension Store {
  /// Newest (last recorded) first.
  package func mails(
    company: CompanyID? = nil, verdict: MailVerdict? = nil
  ) async throws(StoreError) -> [Mail] {
    try await database.read { try Mail.list(company: company, verdict: verdict, in: $0) }
  }

  package func mail(_ id: MailID) async throws(StoreError) -> Mail? {
    try await database.read { try Mail.find(id, in: $0) }
  }

  /// In document order.
  package func parts(of id: MailID) async throws(StoreError) -> [MailPart] {
    try await database.read { database in
      try Row.fetchAll(database, sql: MailPart.select, arguments: [id.rawValue])
        .map(MailPart.init(row:))
    }
  }

  /// The raw bytes, as long as they are kept.
  package func rawMail(of id: MailID) async throws(StoreError) -> BlobReference? {
    try await database.read { try Mail.raw(of: id, in: $0) }
  }

  /// How many mails there are of each verdict.
  package func mailTotals() async throws(StoreError) -> [MailVerdict: Int] {
    try await database.read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT verdict, count(*) AS mails FROM mail GROUP BY verdict")
      var totals: [MailVerdict: Int] = [:]
      for row in rows { totals[try row.choice("verdict")] = row["mails"] }
      return totals
    }
  }

  /// How many documents there are, and how many bytes their distinct contents take.
  package func documentTotals() async throws(StoreError) -> (documents: Int, bytes: Int64) {
    try await database.read { database in
      let documents = try Int.fetchOne(database, sql: "SELECT count(*) FROM document") ?? 0
      let bytes = try Int64.fetchOne(
        database,
        sql: """
          SELECT ifnull(sum(size), 0) FROM blob
          WHERE EXISTS (SELECT 1 FROM document WHERE document.sha256 = blob.sha256)
          """)
      return (documents, bytes ?? 0)
    }
  }
}

/// One company's own mails.
extension CompanyScope {
  /// Newest (last recorded) first.
  package func mails(verdict: MailVerdict? = nil) async throws(StoreError) -> [Mail] {
    let id = id
    return try await database.read { try Mail.list(company: id, verdict: verdict, in: $0) }
  }

  package func mail(_ mail: MailID) async throws(StoreError) -> Mail? {
    let id = id
    return try await database.read { database in
      let found = try Mail.find(mail, in: database)
      return found?.company == id ? found : nil
    }
  }
}

extension Mail {
  static func raw(of id: MailID, in database: Database) throws -> BlobReference? {
    try Row.fetchOne(
      database,
      sql: "SELECT sha256, blob.size FROM mail JOIN blob ON sha256 = raw WHERE mail.id = ?",
      arguments: [id.rawValue]
    ).map { BlobReference(sha256: Array($0["sha256"] as Data), size: $0["size"]) }
  }
}
