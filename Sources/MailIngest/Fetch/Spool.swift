import FoundationEssentials
import MIME
import MailTransport
import Platform
import Records
import Synchronization

/// The place in which the bodies of one group of messages wait while they are read, message after
/// message; used again for the next group. The bodies are in memory when they have room there, else
/// in a file. None has to survive a crash, since the server's copies are still there.
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
    var isInMemory = false
    /// Made when it is needed for the first time.
    var file: TemporaryFile?
  }

  private let directory: String
  private let memory: SpoolMemory.Piece?
  /// Bytes beyond which a body is too large.
  private let limit: Int64
  private let state = Mutex(State())

  init(
    in memory: SpoolMemory.Piece?, orAFileIn directory: String, limit: Int64
  ) {
    self.memory = memory
    self.directory = directory
    self.limit = limit
  }

  /// Forgets what is in it, for messages of so many bytes by the server's word. They may have more.
  func clear(for announced: Int64) throws(SystemError) {
    let file = state.withLock { state in
      state = State(
        isInMemory: memory != nil && announced <= SpoolMemory.pieceSize, file: state.file)
      return state.file
    }
    try file?.clear()
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
      try keep(bytes, &state)
      state.end += Int64(bytes.count)
      entry.length += Int64(bytes.count)
      state.entries.append(entry)
      // One byte beyond the limit is what is asked for of a message announced as larger; such a
      // reply may end, and the session goes on.
      return entry.length > limit + 1 ? .enough : .more
    }
  }

  private func keep(_ bytes: UnsafeRawBufferPointer, _ state: inout State) throws(SystemError) {
    if state.isInMemory, let memory {
      let end = Int(state.end)
      if bytes.count <= SpoolMemory.pieceSize - end {
        if let from = bytes.baseAddress {
          (memory.start + end).copyMemory(from: from, byteCount: bytes.count)
        }
        return
      }
      // More than was announced. Nobody reads before all has come.
      let kept = UnsafeRawBufferPointer(start: memory.start, count: end)
      try file(&state).write(kept, at: 0)
      state.isInMemory = false
    }
    try file(&state).write(bytes, at: state.end)
  }

  private func file(_ state: inout State) throws(SystemError) -> TemporaryFile {
    if let file = state.file { return file }
    let file = try TemporaryFile(in: directory)
    state.file = file
    return file
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

  /// The bodies that came, in the order of arrival.
  var entries: [Entry] { state.withLock { $0.entries } }

  /// An entry's bytes; valid until the spool is cleared.
  func bytes(of entry: Entry) -> ByteRange {
    let source: ByteSource = state.withLock { state in
      if state.isInMemory, let memory { return .memory(MemoryBytes(startingAt: memory.start)) }
      // No entry has a byte before the file is made.
      return .file(descriptor: state.file?.descriptor ?? -1)
    }
    return ByteRange(source, offset: entry.offset, length: entry.length)
  }
}

extension Spool {
  /// The messages that need no further fetching: the whole ones, and those beyond the limit.
  func arrived(announced: [UID: ListedMessage], now: Date) -> [ArrivedMessage] {
    entries.compactMap { entry in
      let isTooLarge = entry.length > limit
      guard entry.isWhole || isTooLarge else { return nil }
      return message(
        entry, extent: isTooLarge ? .tooLarge(limit: limit) : .whole,
        announced: announced[entry.uid], now: now)
    }
  }

  /// The bytes that there are of a message that the server didn't deliver.
  func remains(of listed: ListedMessage, reason: MailReason, now: Date) -> ArrivedMessage {
    let entry = entries.last { $0.uid == listed.uid } ?? Entry(uid: listed.uid, offset: 0)
    return message(entry, extent: .broken(reason: reason), announced: listed, now: now)
  }

  private func message(
    _ entry: Entry, extent: ArrivedMessage.Extent, announced: ListedMessage?, now: Date
  ) -> ArrivedMessage {
    let size = announced?.size ?? 0
    let internalDate = entry.receivedAt ?? announced?.internalDate
    return ArrivedMessage(
      uid: entry.uid.rawValue, bytes: bytes(of: entry), extent: extent,
      size: extent == .whole ? entry.length : max(entry.length, size),
      receivedAt: internalDate ?? now, internalDate: internalDate,
      announcedSize: size > 0 ? size : nil, heldBy: self)
  }
}
