import FoundationEssentials
import MIME
import MailTransport
import Store
import Synchronization

/// Where the bodies of one group of messages wait while they are read: one file, message after
/// message, used again for the next group. Nothing in it has to survive a crash, since the
/// server's copies are still there.
final class Spool: MessageSink {
  /// One body, as far as it came.
  struct Entry: Sendable {
    let uid: UID
    let offset: Int64
    var length: Int64 = 0
    var receivedAt: Date?
    var isWhole = false
  }

  private struct State {
    var entries: [Entry] = []
    var end: Int64 = 0
    var isOpen = false
  }

  private let file: TemporaryFile
  /// Bytes beyond which a body is too large.
  private let limit: Int64
  private let state = Mutex(State())

  init(in directory: String, limit: Int64) throws(StoreError) {
    file = try TemporaryFile(in: directory)
    self.limit = limit
  }

  /// Forgets what is in it.
  func clear() throws(StoreError) {
    state.withLock { $0 = State() }
    try file.clear()
  }

  func begin(_ uid: UID) {
    state.withLock {
      $0.entries.append(Entry(uid: uid, offset: $0.end))
      $0.isOpen = true
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws -> SinkAnswer {
    try state.withLock { state in
      guard state.isOpen, var entry = state.entries.popLast() else { return .enough }
      try file.write(bytes, at: state.end)
      state.end += Int64(bytes.count)
      entry.length += Int64(bytes.count)
      state.entries.append(entry)
      // One byte beyond the limit is what is asked for of a message announced as larger; such a
      // reply may end, and the session goes on.
      return entry.length > limit + 1 ? .enough : .more
    }
  }

  func end(_ uid: UID, receivedAt: Date?) {
    state.withLock { state in
      guard state.isOpen, var entry = state.entries.popLast() else { return }
      entry.receivedAt = receivedAt
      entry.isWhole = true
      state.entries.append(entry)
      state.isOpen = false
    }
  }

  func abandon(_ uid: UID) {
    state.withLock { $0.isOpen = false }
  }

  /// What came, in the order of arrival.
  var entries: [Entry] { state.withLock { $0.entries } }

  /// An entry's bytes; valid until the spool is cleared.
  func bytes(of entry: Entry) -> ByteRange {
    file.range(entry.offset, entry.length)
  }
}

extension Spool {
  /// The messages that need no further fetching: the whole ones, and those beyond the limit.
  func arrived(announced: [UID: Int64], now: Date) -> [ArrivedMessage] {
    entries.compactMap { entry in
      let isTooLarge = entry.length > limit
      guard entry.isWhole || isTooLarge else { return nil }
      return message(
        entry, extent: isTooLarge ? .tooLarge(limit: limit) : .whole,
        announced: announced[entry.uid] ?? 0, now: now)
    }
  }

  /// What there is of a message that the server didn't deliver.
  func remains(of listed: ListedMessage, reason: String, now: Date) -> ArrivedMessage {
    let entry = entries.last { $0.uid == listed.uid } ?? Entry(uid: listed.uid, offset: 0)
    return message(entry, extent: .broken(reason: reason), announced: listed.size, now: now)
  }

  private func message(
    _ entry: Entry, extent: ArrivedMessage.Extent, announced: Int64, now: Date
  ) -> ArrivedMessage {
    ArrivedMessage(
      uid: entry.uid.rawValue, bytes: bytes(of: entry), extent: extent,
      size: extent == .whole ? entry.length : max(entry.length, announced),
      receivedAt: entry.receivedAt ?? now)
  }
}
