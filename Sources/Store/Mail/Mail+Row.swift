import Foundation
import GRDB
import Records

/// Mails in the database.
extension Mail {
  /// Everything that a `Mail` shows; conditions follow after `WHERE`.
  static let select = """
    SELECT mail.*, mailboxFolder.mailbox AS mailbox, mailboxFolder.uidValidity AS uidValidity,
      mailboxAction.action AS action, mailboxAction.tries AS actionTries,
      mailboxAction.lastError AS actionError, mailboxAction.doneAt AS actionDoneAt,
      (SELECT group_concat(document.id) FROM document
        WHERE document.company = mail.company AND document.mail = mail.id) AS documents
    FROM mail LEFT JOIN mailboxFolder ON mailboxFolder.id = mail.mailboxFolder
      LEFT JOIN mailboxAction ON mailboxAction.mailboxFolder = mail.mailboxFolder
      AND mailboxAction.uid = mail.uid
    """

  init(row: Row) throws {
    let documents = ((row["documents"] as String?) ?? "").split(separator: ",")
      .compactMap { Int64($0) }.sorted()
    self.init(
      id: MailID(rawValue: row["id"]),
      folder: (row["mailboxFolder"] as Int64?).map(MailboxFolderID.init(rawValue:)),
      mailbox: row["mailbox"], uidValidity: row["uidValidity"], uid: row["uid"],
      company: (row["company"] as Int64?).map(CompanyID.init(rawValue:)),
      verdict: try row.choice("verdict"), reason: try row.reason(), messageID: row["messageID"],
      sender: row["sender"], subject: row["subject"], size: row["size"],
      receivedAt: row.instant("receivedAt"), documents: documents.map(DocumentID.init(rawValue:)),
      confirmationCode: row["confirmationCode"], confirmationURL: row["confirmationURL"],
      headerUsed: row["headerUsed"], action: row["action"], actionState: Mail.actionState(row),
      waitsForCompany: row["waits"], isDiscarded: row["discarded"],
      hasRaw: row["raw"] != nil, isFetched: row["fetched"])
  }

  static func find(_ id: MailID, in database: Database) throws -> Mail? {
    try Row.fetchOne(
      database.cachedStatement(sql: select + " WHERE mail.id = ?"), arguments: [id.rawValue]
    ).map(Mail.init(row:))
  }

  static func required(_ id: MailID, in database: Database) throws -> Mail {
    guard let mail = try find(id, in: database) else {
      throw StoreError.notFound("mail \(id.rawValue)")
    }
    return mail
  }

  /// Newest (last recorded) first.
  static func list(
    company: CompanyID?, verdict: MailVerdict?, in database: Database
  ) throws -> [Mail] {
    let (sql, arguments) = listQuery(company: company, verdict: verdict)
    return try Row.fetchAll(database, sql: sql, arguments: arguments).map(Mail.init(row:))
  }

  static func listQuery(
    company: CompanyID?, verdict: MailVerdict?
  ) -> (sql: String, arguments: StatementArguments) {
    var conditions: [String] = []
    var arguments = StatementArguments()
    if let company {
      conditions.append("mail.company = ?")
      arguments += [company.rawValue]
    }
    if let verdict {
      conditions.append("mail.verdict = ?")
      arguments += [verdict.rawValue]
    }
    let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    return (select + filter + " ORDER BY mail.id DESC", arguments)
  }

  private static func actionState(_ row: Row) -> String? {
    guard row["action"] != nil else { return nil }
    if row["actionDoneAt"] != nil {
      return (row["actionError"] as String?).map { "not done: \($0)" } ?? "done"
    }
    let tries: Int = row["actionTries"]
    guard tries > 0 else { return "waiting" }
    let error = (row["actionError"] as String?) ?? ""
    return "waiting after \(tries) failed tries: \(error)"
  }
}
