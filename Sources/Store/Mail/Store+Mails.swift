import Foundation
import Records

/// The operator's look at mails, of every company and of none.
extension Store {
  /// Newest (last recorded) first.
  package func mails(
    _ query: MailQuery = MailQuery(), page: ListPage<MailID> = ListPage()
  ) async throws(StoreError) -> [Mail] {
    try await engine.read { try query.list(of: nil, page, in: $0) }
  }

  package func mail(_ id: MailID) async throws(StoreError) -> Mail? {
    try await engine.read { try Mail.find(id, in: $0) }
  }

  /// In document order.
  package func parts(of id: MailID) async throws(StoreError) -> [MailPart] {
    try await engine.read { transaction in
      try transaction.rows("SELECT * FROM part WHERE mail = \(id) ORDER BY position")
        .map(MailPart.init(row:))
    }
  }

  /// The raw bytes, as long as they are kept.
  package func rawMail(of id: MailID) async throws(StoreError) -> BlobReference? {
    try await engine.read { try Mail.raw(of: id, in: $0) }
  }

  /// The number of mails of each verdict.
  package func mailTotals() async throws(StoreError) -> [MailVerdict: Int] {
    try await engine.read { transaction in
      let rows = try transaction.rows(
        "SELECT verdict, count(*) AS mails FROM mail GROUP BY verdict")
      var totals: [MailVerdict: Int] = [:]
      for row in rows { totals[try row.known("verdict")] = row["mails"] }
      return totals
    }
  }

  /// The number of documents, and of the bytes that their distinct contents take.
  package func documentTotals() async throws(StoreError) -> (documents: Int, bytes: Int64) {
    try await engine.read { transaction in
      let documents = try transaction.value("SELECT count(*) FROM document", as: Int.self) ?? 0
      let bytes = try transaction.value(
        """
        SELECT ifnull(sum(size), 0) FROM blob
        WHERE EXISTS (SELECT 1 FROM document WHERE document.sha256 = blob.sha256)
        """, as: Int64.self)
      return (documents, bytes ?? 0)
    }
  }
}

/// One company's own mails.
extension CompanyScope {
  /// Newest (last recorded) first.
  package func mails(
    _ query: MailQuery = MailQuery(), page: ListPage<MailID> = ListPage()
  ) async throws(StoreError) -> [Mail] {
    let id = id
    return try await engine.read { try query.list(of: id, page, in: $0) }
  }

  package func mail(_ mail: MailID) async throws(StoreError) -> Mail? {
    let id = id
    return try await engine.read { transaction in
      let found = try Mail.find(mail, in: transaction)
      return found?.company == id ? found : nil
    }
  }
}

extension Mail {
  static func raw(of id: MailID, in transaction: Transaction) throws -> BlobReference? {
    try transaction.row(
      "SELECT sha256, blob.size FROM mail JOIN blob ON sha256 = raw WHERE mail.id = \(id)"
    ).map(BlobReference.init(row:))
  }
}
