import MailTransport
import Platform
import Records
import Store

/// The mailbox's folder, selected on a session that can be replaced when it breaks.
struct MailboxFolder {
  private let mailbox: Mailbox
  private let sign: LifeSign
  private(set) var session: IMAPSession
  let position: MailboxPosition
  /// Which of its messages are being filed.
  let inProgress: InProgressFile
  /// The lowest UID that the next message can have, as far as the server has told.
  private var nextUID: UInt32
  /// The server's word on the next UID is believed.
  private let believesNextUID: Bool
  var id: MailboxFolderID { position.folder }

  /// `sign` hears of the waits of a session that replaces the first, on which the folder is
  /// selected.
  init(
    _ mailbox: Mailbox, on session: IMAPSession, at position: MailboxPosition,
    believesNextUID: Bool, spoolDirectory: String, sign: @escaping LifeSign
  ) throws {
    self.mailbox = mailbox
    self.sign = sign
    self.session = session
    inProgress = try InProgressFile(
      mailbox: mailbox.name, folder: position.folder, in: spoolDirectory)
    self.position = position
    self.believesNextUID = believesNextUID
    nextUID = position.nextUID
  }

  /// The folder's messages from that UID on.
  mutating func list(from first: UID) async throws -> MessageList {
    let list = try await session.list(from: first)
    if !list.endedSession, let last = list.messages.last?.uid.rawValue, last < .max {
      nextUID = max(nextUID, last + 1)
    }
    if list.endedSession { try await reconnect() }
    return list
  }

  /// The ones of these messages that the folder still holds, as the server describes them.
  mutating func facts(of uids: [UID]) async throws -> MessageList {
    let list = try await session.facts(of: uids)
    if list.endedSession { try await reconnect() }
    return list
  }

  /// A new session in place of one that broke. Throws when none is to be had, or when the folder
  /// is another one now.
  mutating func reconnect() async throws {
    await session.logout()
    session = try await mailbox.access.connect(sign)
    try await select()
  }

  /// Runs `body` with another folder selected; nil when there is none of that name.
  func visiting<Value>(
    _ other: String, _ body: (IMAPSession, SelectedFolder) async throws -> Value
  ) async throws -> Value? {
    let result: Result<Value?, any Error>
    do {
      let selected = try await session.select(other)
      result = .success(try await body(session, selected))
    } catch let error as IMAPError where error.isMissingFolder {
      result = .success(nil)
    } catch {
      result = .failure(error)
    }
    if let error = result.failure as? IMAPError, error.endsSession { throw error }
    try await select()
    return try result.get()
  }

  private func select() async throws {
    let selected = try await session.select(mailbox.folder)
    guard selected.uidValidity.rawValue == position.uidValidity else {
      throw FolderChanged.replaced
    }
    if believesNextUID, let next = selected.uidNext, next.rawValue < nextUID {
      throw FolderChanged.setBack("its next UID is \(next), and was \(nextUID) at least")
    }
  }
}

/// The folder turned out to be another one than it was: it is opened again.
enum FolderChanged: Error, CustomStringConvertible {
  /// Its UIDVALIDITY changed.
  case replaced
  /// The server gives its UIDs to other mails, for that reason.
  case setBack(String)

  var description: String {
    switch self {
    case .replaced: "the folder was replaced on the server (its UIDVALIDITY changed)"
    case .setBack(let reason): "the folder was set back on the server: \(reason)"
    }
  }
}

extension IMAPError {
  fileprivate var isMissingFolder: Bool {
    if case .missingFolder = kind { true } else { false }
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}
