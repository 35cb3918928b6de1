import Logging
import MailTransport
import Store

extension IngestRun {
  /// The openings within a run of a folder that turns out to be another one each time.
  private static let mostOpenings = 3

  /// Opens the folder on `session` and settles what it holds: once more where it turns out to be
  /// another folder than it was.
  func settleFolder(on session: inout IMAPSession) async throws {
    for opening in 1... {
      var folder = try await open(on: session)
      defer { folder.inProgress.endAll() }
      do {
        try await settle(&folder)
        session = folder.session
        return
      } catch let change as FolderChanged where opening < Self.mostOpenings {
        session = folder.session
        if case .setBack(let reason) = change,
          try await beginAnew(folder.position, because: reason) == nil
        {
          throw FolderUnsteady(folder: mailbox.folder, changes: change.description)
        }
      }
    }
  }

  /// Selects the folder and goes on where it was left; from 1 where the server has replaced it or
  /// set it back.
  private func open(on session: IMAPSession) async throws -> MailboxFolder {
    let selected = try await session.select(mailbox.folder)
    let opening = try await store.beginMailbox(
      mailbox.name, source: MailboxSource(account: session.account, folder: mailbox.folder),
      uidValidity: selected.uidValidity.rawValue, now: now())
    switch opening {
    case .known(let position):
      return try await folder(at: position, on: session, whichSays: selected.uidNext)
    case .replaced(let position):
      tell(
        "the folder was replaced on the server (its UIDVALIDITY is \(position.uidValidity) now): "
          + "it is listed from 1, and mails are known again by their content")
      return try folder(at: position, on: session)
    case .refused(let changes):
      throw FolderUnsteady(
        folder: mailbox.folder, changes: "its UIDVALIDITY changed \(changes) times within a day")
    }
  }

  /// The folder, anew where UIDs come again that were there before. Where the server says so again
  /// and again the comparison of all UIDs has to do.
  private func folder(
    at position: MailboxPosition, on session: IMAPSession, whichSays next: UID?
  ) async throws -> MailboxFolder {
    guard let next, next.rawValue < position.nextUID else {
      return try folder(at: position, on: session)
    }
    let reason = "its next UID is \(next), and was \(position.nextUID) before"
    if let new = try await beginAnew(position, because: reason) {
      return try folder(at: new, on: session)
    }
    return try folder(at: position.uncompared, on: session, believesNextUID: false)
  }

  private func folder(
    at position: MailboxPosition, on session: IMAPSession, believesNextUID: Bool = true
  ) throws -> MailboxFolder {
    try MailboxFolder(
      mailbox, on: session, at: position, believesNextUID: believesNextUID,
      spoolDirectory: store.spoolDirectory, sign: report.sign)
  }

  private func beginAnew(
    _ position: MailboxPosition, because reason: String
  ) async throws -> MailboxPosition? {
    let new = try await store.beginAnew(position.folder, now: now())
    tell(
      "the folder was set back on the server (\(reason)): "
        + (new == nil
          ? "that happens too often to read all of it again"
          : "it is listed from 1, and mails are known again by their content"))
    return new
  }

  /// Logs an event of the whole mailbox that doesn't end the run.
  func tell(_ event: String) {
    logger.notice("\(event)", metadata: ["mailbox": "\(mailbox.name)"])
  }
}

/// The server gives other UIDs again and again: nothing of the folder can be believed.
struct FolderUnsteady: Error, CustomStringConvertible {
  let folder: String
  let changes: String

  var description: String {
    "the server does not keep the UIDs of the folder \(folder): \(changes); nothing is read before "
      + "it is the same folder twice in a row; check the server"
  }
}
