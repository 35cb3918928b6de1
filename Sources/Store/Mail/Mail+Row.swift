import Foundation
import Records

/// Mails in the transaction.
extension Mail {
  /// Everything that a `Mail` shows; conditions follow after `WHERE`.
  static let select = """
    SELECT mail.*, mailboxFolder.mailbox AS mailbox, mailboxFolder.uidValidity AS uidValidity,
      mailboxAction.action AS action, mailboxAction.tries AS actionTries,
      mailboxAction.lastError AS actionError, mailboxAction.doneAt AS actionDoneAt,
      (SELECT slug FROM company WHERE company.id = mail.company) AS companySlug,
      (SELECT group_concat(document.id) FROM document
        WHERE document.company = mail.company AND document.mail = mail.id) AS documents
    FROM mail LEFT JOIN mailboxFolder ON mailboxFolder.id = mail.mailboxFolder
      LEFT JOIN mailboxAction ON mailboxAction.mailboxFolder = mail.mailboxFolder
      AND mailboxAction.uid = mail.uid
    """

  init(row: SQLRow) throws {
    let documents = ((row["documents"] as String?) ?? "").split(separator: ",")
      .compactMap { Int64($0) }.sorted()
    self.init(
      id: row["id"],
      folder: row["mailboxFolder"],
      mailbox: row["mailbox"], uidValidity: row["uidValidity"], uid: row["uid"],
      company: row["company"], companySlug: row["companySlug"],
      verdict: try row.known("verdict"), reason: try row.reason(), messageID: row["messageID"],
      sender: row["sender"], subject: row["subject"], size: row["size"],
      receivedAt: row["receivedAt"], documents: documents.map(DocumentID.init(rawValue:)),
      confirmationCode: row["confirmationCode"], confirmationURL: row["confirmationURL"],
      headerUsed: row["headerUsed"], action: row["action"], actionState: Mail.actionState(row),
      waitsForCompany: row["waits"], isDiscarded: row["discarded"],
      hasRaw: row.has("raw"), isFetched: row["fetched"])
  }

  static func find(_ id: MailID, in transaction: Transaction) throws -> Mail? {
    try transaction.row("\(raw: select) WHERE mail.id = \(id)").map(Mail.init(row:))
  }

  static func required(_ id: MailID, in transaction: Transaction) throws -> Mail {
    guard let mail = try find(id, in: transaction) else {
      throw StoreError.notFound("mail \(id.rawValue)")
    }
    return mail
  }

  private static func actionState(_ row: SQLRow) -> String? {
    guard row.has("action") else { return nil }
    if row.has("actionDoneAt") {
      return (row["actionError"] as String?).map { "not done: \($0)" } ?? "done"
    }
    let tries: Int = row["actionTries"]
    guard tries > 0 else { return "waiting" }
    let error = (row["actionError"] as String?) ?? ""
    return "waiting after \(tries) failed tries: \(error)"
  }
}
