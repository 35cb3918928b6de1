import MailIngest
import MailTransport
import Records

/// One entry of `mailboxes`.
struct MailboxSettings: Sendable {
  var name: String
  var server: ServerSettings
  var folder: String
  var after: AfterVerdict
  var idle: Bool
  var poll: Duration

  /// In bytes: what a name in logs, tables and the store has room for.
  private static let longestName = 200

  /// The place of its login's tokens.
  let tokens: TokenPlace

  init(_ node: SettingsNode, storeDirectory: String) throws(SettingsError) {
    var section = try node.section()
    let name = try section.require("name")
    self.name = try name.text()
    if self.name.utf8.count > Self.longestName {
      throw name.error("is longer than \(Self.longestName) bytes")
    }
    server = try ServerSettings(imap: &section)
    tokens = .mailbox(self.name, in: storeDirectory, timeout: server.timeout)
    folder = try section.take("folder")?.text() ?? "INBOX"
    let after = section.take("after")
    self.after =
      try after.map(Self.after)
      ?? AfterVerdict(filed: .move(folder: "Processed"), other: .move(folder: "Rejected"))
    idle = try section.take("idle")?.flag() ?? true
    poll = try section.take("poll")?.duration() ?? .seconds(60)
    try section.finish()
    if [self.after.filed, self.after.other].contains(where: isIntoItself) {
      throw (after ?? node).error("the mails of \(folder) can't be moved to \(folder) itself")
    }
  }

  /// Such a move gives a message a new UID, and so it would come again and again.
  private func isIntoItself(_ action: MailboxAction) -> Bool {
    guard case .move(let target) = action else { return false }
    return target == folder || [target, folder].allSatisfy { $0.uppercased() == "INBOX" }
  }

  private static func after(_ node: SettingsNode) throws(SettingsError) -> AfterVerdict {
    var section = try node.section()
    let filed = try section.take("filed")?.mailboxAction() ?? .move(folder: "Processed")
    let other = try section.take("other")?.mailboxAction() ?? .move(folder: "Rejected")
    try section.finish()
    return AfterVerdict(filed: filed, other: other)
  }

  /// The server, and the login there.
  var access: IMAPAccess { access(server.login.source(tokens)) }

  /// The same, by that credential.
  func access(_ source: any CredentialSource) -> IMAPAccess { server.access(source) }

  /// The mailbox as the ingest works with it.
  func mailbox(_ ingest: IngestSettings) -> Mailbox {
    Mailbox(
      name: name, folder: folder, after: after, idle: idle, poll: poll,
      maximumMessageSize: ingest.maximumMessageSize, access: access, login: server.account)
  }
}

extension SettingsNode {
  fileprivate func mailboxAction() throws(SettingsError) -> MailboxAction {
    let text = try text()
    guard let action = MailboxAction(rawValue: text) else {
      throw error("“\(text)” is not one of move:FOLDER, seen, delete, keep")
    }
    return action
  }
}
