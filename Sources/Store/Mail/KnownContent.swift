import Foundation
import Platform
import Records

/// The mails of a company with the content of a mail that is to be filed.
struct KnownContent {
  let company: CompanyID
  /// The row that is being decided anew: it is no copy of itself.
  let except: MailID?
  let transaction: Transaction

  /// Why a mail that is to be filed as `outcome` is a duplicate; nil when it is none.
  func reasonForDuplicate(
    _ mail: IncomingMail, _ outcome: MailOutcome, at place: ServerPlace?
  ) throws -> MailReason? {
    for digest in [mail.contentDigest, mail.olderDigest].compactMap(\.self) {
      // Nearly every mail is the first with its content.
      guard try transaction.exists("\(same(digest)) LIMIT 1") else { continue }
      if let kept = try transaction.value(kept(digest, outcome), as: MailID.self) {
        return .sameContent(as: kept)
      }
      if let place, let date = mail.internalDate,
        let decided = try transaction.value(copy(digest, from: date, at: place), as: MailID.self)
      {
        return .sameCopy(as: decided)
      }
    }
    return nil
  }

  /// By content, a mail that failed doesn't count: a second copy that can be filed is filed.
  private func same(_ digest: Digest) -> SQL {
    """
    SELECT id FROM mail
    WHERE company = \(company) AND contentDigest = \(digest) AND id IS NOT \(except)
      AND verdict <> 'failed'
    """
  }

  /// The mail with the content that the company still has, by its documents or its bytes. An empty
  /// mail counts only for another that is empty too.
  private func kept(_ digest: Digest, _ outcome: MailOutcome) -> SQL {
    """
    \(same(digest))
      AND (verdict <> 'empty' OR \(outcome.verdict == .empty)) AND (raw IS NOT NULL OR EXISTS (
        SELECT 1 FROM document WHERE document.company = mail.company AND document.mail = mail.id))
    ORDER BY id LIMIT 1
    """
  }

  /// The very copy, wherever in its mailbox the server has it now. Rows of older releases lack the
  /// server's date, which they were received at.
  private func copy(_ digest: Digest, from date: Date, at place: ServerPlace) -> SQL {
    """
    \(same(digest))
      AND ifnull(internalDate, receivedAt) = \(date) AND mailboxFolder IN (
        SELECT id FROM mailboxFolder
        WHERE mailbox = (SELECT mailbox FROM mailboxFolder WHERE id = \(place.folder)))
    ORDER BY id LIMIT 1
    """
  }
}
