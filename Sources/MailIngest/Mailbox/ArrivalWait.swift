import FoundationEssentials
import MailTransport
import Platform
import Store
import Synchronization

/// The wait for one mail in a mailbox, which is taken out again once it has come. Meanwhile the
/// ingest is kept from the mailbox, so that it files nothing of it.
package struct ArrivalWait: Sendable {
  /// The mail's coming.
  package struct Arrival: Sendable {
    package let mailbox: String
    /// By the server's clock, where it tells.
    package let receivedAt: Date?
    /// Why the mail could not be taken out; nil when it was.
    package let leftover: String?
  }

  /// The longest silence before the folder is looked into all the same.
  private static let poll = Duration.seconds(2)
  /// As much of a mail as its header needs, in bytes.
  private static let headerLimit: Int64 = 16 << 10
  /// Mails whose headers are read at one look.
  private static let atATime = 500

  private let mailbox: Mailbox
  /// Held as long as the wait is somebody's.
  private let lock: MailboxLock
  private let session: IMAPSession
  /// Mails below were there before.
  private let first: UID

  /// Waits until the ingest lets go of the mailbox, and opens it.
  package static func begin(in mailbox: Mailbox, _ store: Store) async throws -> ArrivalWait {
    let lock = try await MailboxLock.acquire(mailbox.name, of: store, sign: { _ in })
    let session = try await mailbox.access.connect()
    let folder = try await session.select(mailbox.folder)
    let first = if let next = folder.uidNext { next } else { try await next(on: session) }
    return ArrivalWait(mailbox: mailbox, lock: lock, session: session, first: first)
  }

  /// The next UID of a server that doesn't tell it: one more than the highest there is.
  private static func next(on session: IMAPSession) async throws -> UID {
    let last = UID(rawValue: .max)
    let list = try await session.list(from: last)
    guard list.messages.isEmpty else { return last }
    return UID(rawValue: (list.below?.uid.rawValue ?? 0) + 1)
  }

  /// Waits for a mail whose header holds the text. Ends with the mail, or with the task.
  package func await(_ text: String) async throws -> Arrival {
    var next = first
    while true {
      for uid in try await session.list(from: next).messages.prefix(Self.atATime).map(\.uid) {
        next = UID(rawValue: uid.rawValue == .max ? .max : uid.rawValue + 1)
        let header = try await header(of: uid)
        guard header.text.contains(text) else { continue }
        return Arrival(
          mailbox: mailbox.name, receivedAt: header.receivedAt, leftover: await remove(uid))
      }
      guard try await session.awaitNews(idle: mailbox.idle, poll: Self.poll) != .cancelled else {
        throw CancellationError()
      }
    }
  }

  /// Says goodbye and lets the ingest go on.
  package func end() async {
    await session.logout()
  }

  private func remove(_ uid: UID) async -> String? {
    do {
      guard case .leftDeleted(let reason) = try await session.delete([uid]) else { return nil }
      return "it stays in \(mailbox.folder), marked \\Deleted: \(reason)"
    } catch {
      return "it stays in \(mailbox.folder): \(error.message)"
    }
  }

  private func header(of uid: UID) async throws -> (text: String, receivedAt: Date?) {
    let sink = HeaderSink(limit: Int(Self.headerLimit))
    let ticket = try await session.request([uid], limit: Self.headerLimit, into: sink)
    _ = try await session.receive(ticket)
    return sink.taken
  }
}

/// Takes the beginning of one message.
private final class HeaderSink: MessageSink {
  private let limit: Int
  private let state = Mutex<(bytes: [UInt8], receivedAt: Date?)>(([], nil))

  init(limit: Int) {
    self.limit = limit
  }

  /// The header as text; nothing of the body.
  var taken: (text: String, receivedAt: Date?) {
    let (bytes, receivedAt) = state.withLock(\.self)
    let text = String(decoding: bytes, as: UTF8.self)
    let end = text.firstRange(of: "\r\n\r\n")?.lowerBound ?? text.endIndex
    return (String(text[..<end]), receivedAt)
  }

  func begin(_ uid: UID) {}

  func write(_ bytes: UnsafeRawBufferPointer) -> SinkAnswer {
    state.withLock { state in
      state.bytes += bytes.prefix(limit - min(limit, state.bytes.count))
    }
    return .more
  }

  func end(_ uid: UID, receivedAt: Date?) { state.withLock { $0.receivedAt = receivedAt } }

  func abandon(_ uid: UID) {}
}
