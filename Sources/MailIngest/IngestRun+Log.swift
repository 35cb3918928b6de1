import Logging
import MailTransport
import Records
import Store

extension IngestRun {
  /// Notes an event in a message's life.
  func note(
    _ event: String, of uid: UInt32, in folder: MailboxFolder, _ more: Logger.Metadata = [:],
    level: Logger.Level = .info
  ) {
    let name = MessageName(
      mailbox: mailbox.name, uidValidity: folder.position.uidValidity, uid: uid)
    logger.log(level: level, "\(event)", metadata: name.fields.merging(more) { $1 })
  }

  func noteFetched(_ messages: [ArrivedMessage], in folder: MailboxFolder) {
    for message in messages {
      guard let uid = message.uid else { continue }
      note("fetched", of: uid, in: folder, ["size": "\(message.size)"])
    }
  }

  func noteDone(_ action: MailboxAction, on uids: [UID], in folder: MailboxFolder) {
    for uid in uids { note(Self.words(for: action), of: uid.rawValue, in: folder) }
  }

  private static func words(for action: MailboxAction) -> String {
    switch action {
    case .move(let target): "moved to \(target)"
    case .seen: "marked as seen"
    case .delete: "deleted on the server"
    case .keep: "left on the server"
    }
  }
}
