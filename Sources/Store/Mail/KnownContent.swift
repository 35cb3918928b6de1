import Foundation
import GRDB
import Records

/// What a company knows of a mail's content when another mail with it is to be filed.
struct KnownContent {
  let company: CompanyID
  /// The row that is being decided anew: it is no copy of itself.
  let except: MailID?
  let database: Database

  /// By content, a mail that failed doesn't count: a second copy that can be filed is filed.
  static let anySQL = """
    SELECT id FROM mail
    WHERE company = ? AND contentDigest = ? AND id IS NOT ? AND verdict <> 'failed' LIMIT 1
    """

  /// What the company still has, by its documents or its bytes. An empty mail counts only for
  /// another that is empty too.
  static let keptSQL = """
    SELECT id FROM mail
    WHERE company = ? AND contentDigest = ? AND id IS NOT ? AND verdict <> 'failed'
      AND (verdict <> 'empty' OR ?) AND (raw IS NOT NULL OR EXISTS (
        SELECT 1 FROM document WHERE document.company = mail.company AND document.mail = mail.id))
    ORDER BY id LIMIT 1
    """

  /// The very copy, wherever in its mailbox the server has it now. Rows of older releases lack the
  /// server's date, which they were received at.
  static let copySQL = """
    SELECT id FROM mail
    WHERE company = ? AND contentDigest = ? AND id IS NOT ? AND verdict <> 'failed'
      AND ifnull(internalDate, receivedAt) = ? AND mailboxFolder IN (
        SELECT id FROM mailboxFolder
        WHERE mailbox = (SELECT mailbox FROM mailboxFolder WHERE id = ?))
    ORDER BY id LIMIT 1
    """

  /// Why a mail that is to be filed as `outcome` is a duplicate; nil when it is none.
  func reasonForDuplicate(
    _ mail: IncomingMail, _ outcome: MailOutcome, at place: ServerPlace?
  ) throws -> MailReason? {
    for digest in [mail.contentDigest, mail.olderDigest].compactMap(\.self) {
      // Of nearly every mail there is none.
      guard
        try database.firstInteger(
          Self.anySQL, company.rawValue, digest.stored, except?.rawValue) != nil
      else { continue }
      if let kept = try database.firstInteger(
        Self.keptSQL, company.rawValue, digest.stored, except?.rawValue,
        outcome.verdict == .empty)
      {
        return .sameContent(as: MailID(rawValue: kept))
      }
      if let place, let date = mail.internalDate,
        let decided = try database.firstInteger(
          Self.copySQL, company.rawValue, digest.stored, except?.rawValue, date.storedSeconds,
          place.folder.rawValue)
      {
        return .sameCopy(as: MailID(rawValue: decided))
      }
    }
    return nil
  }
}
