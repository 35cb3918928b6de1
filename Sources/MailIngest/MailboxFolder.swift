import MailTransport
import Store

/// The mailbox's folder, selected on a session that can be replaced when it breaks.
struct MailboxFolder {
  private let mailbox: Mailbox
  private let sign: LifeSign
  private(set) var session: IMAPSession
  let position: MailboxPosition
  /// Which of its messages are being filed.
  let mark: FilingMark
  var id: MailboxFolderID { position.folder }

  /// `sign` hears of the waits of a session that replaces the first.
  init(
    open mailbox: Mailbox, on session: IMAPSession, store: Store, sign: @escaping LifeSign
  ) async throws {
    self.mailbox = mailbox
    self.sign = sign
    self.session = session
    let selected = try await session.select(mailbox.folder)
    position = try await store.beginMailbox(
      mailbox.name, source: MailboxSource(account: session.account, folder: mailbox.folder),
      uidValidity: selected.uidValidity.rawValue)
    mark = try FilingMark(
      mailbox: mailbox.name, folder: position.folder, in: store.spoolDirectory)
  }

  /// A new session in place of one that broke. Throws when none is to be had, or when the folder
  /// is another one now: then the run begins anew.
  mutating func reconnect() async throws {
    await session.logout()
    session = try await mailbox.connect(sign)
    let selected = try await session.select(mailbox.folder)
    guard selected.uidValidity.rawValue == position.uidValidity else {
      throw FolderReplaced(folder: mailbox.folder)
    }
  }
}

/// The folder's UIDVALIDITY changed during a run.
struct FolderReplaced: Error, CustomStringConvertible {
  let folder: String

  var description: String {
    "the folder \(folder) was replaced on the server (its UIDVALIDITY changed); it is listed anew"
  }
}
