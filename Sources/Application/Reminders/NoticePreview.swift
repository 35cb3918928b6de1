import Foundation
import Records
import Reminders
import Store

/// Shows the very mail that a reminder goes, or went, out in.
package struct NoticePreview: Sendable {
  private let sender: NoticeMail.Sender

  /// `sender` is whom the installation's reminders are from.
  package init(from sender: NoticeMail.Sender) { self.sender = sender }

  package func show(
    _ id: ReminderID, at scope: CompanyScope, now: Date
  ) async throws -> NoticePreviewRow {
    let notice = try await scope.previewNotice(of: id, domain: sender.domain, now: now)
    let bytes = try NoticeMail(from: sender).bytes(of: notice, now: max(now, notice.moment))
    return NoticePreviewRow(message: String(decoding: bytes, as: UTF8.self))
  }
}
