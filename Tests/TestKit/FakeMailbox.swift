import Synchronization

/// A whole small IMAP server's mail, with faults: what `FakeIMAPServer(serving:)` serves. Shared by
/// its connections and the test.
package final class FakeMailbox: Sendable {
  /// A fault when the body of a message is asked for.
  package enum Fault: Sendable, Equatable {
    /// Tagged OK, and no body.
    case vanishes
    /// Tagged NO, after the bodies that precede it in the request.
    case refused
    /// The same, with that response code.
    case refusedAs(String)
    /// Its entry in a list is that line; its body is delivered.
    case listedAs(String)
    /// NIL instead of the body.
    case missing
    /// The body as a quoted string; it must hold no line ends.
    case quoted
    /// The body as `~{n}`.
    case literal8
    /// The body before INTERNALDATE and UID.
    case uidLast
    /// FLAGS, EXISTS and the like around it, and a nested ENVELOPE inside.
    case chatter
    /// A TCP reset after so many bytes of the body.
    case reset(after: Int)
    /// A BYE in the middle of the literal, after so many bytes of the body.
    case bye(after: Int)
    /// A literal of that count; after the body the server says nothing more.
    case announces(Int64)
    /// Silence instead of a reply.
    case hangs
    /// Its body is delivered; MOVE and COPY of it are refused.
    case stuck
  }

  /// A fault of a command.
  package enum CommandFault: Sendable, Equatable {
    /// A tagged reply, and nothing is done.
    case answer(String)
    /// A TCP reset before anything is done, or after all is done and before the tagged reply.
    case resetBefore, resetAfter
  }

  package struct Message: Sendable {
    package var uid: UInt32
    package var size: Int
    /// RFC822.SIZE, if it is not `size`.
    package var listedSize: Int?
    package var fault: Fault?
    /// Gives the body in pieces, `size` bytes together.
    package var body: @Sendable ((ArraySlice<UInt8>) throws -> Void) throws -> Void
    package var flags: Set<String> = []
    package var internalDate = FakeMailbox.date
    /// By which a test knows it again, wherever it was moved.
    package var tag = ""

    /// As it stands in a response.
    var dateValue: String { internalDate.isEmpty ? "NIL" : "\"\(internalDate)\"" }

    package init(
      uid: UInt32, size: Int, listedSize: Int? = nil, fault: Fault? = nil,
      body: @escaping @Sendable ((ArraySlice<UInt8>) throws -> Void) throws -> Void
    ) {
      self.uid = uid
      self.size = size
      self.listedSize = listedSize
      self.fault = fault
      self.body = body
    }

    package init(
      uid: UInt32, _ bytes: [UInt8], listedSize: Int? = nil, fault: Fault? = nil
    ) {
      self.init(uid: uid, size: bytes.count, listedSize: listedSize, fault: fault) {
        try $0(bytes[...])
      }
    }
  }

  package static let date = " 5-Mar-2026 08:09:10 +0200"

  /// The folders as they were at one time, for a server that is restored from its backup.
  package struct Backup: Sendable {
    let folders: [String: [Message]]
    let next: [String: UInt32]
  }

  struct State {
    var folders: [String: [Message]]
    /// The next UIDs where they are higher than that of the last message there.
    var next: [String: UInt32] = [:]
    var uidValidity: UInt32 = 7
    var capabilities: Set<String>
    /// Folders must be below this ("INBOX.").
    var prefix = ""
    var password = "secret"
    var saysUIDNext = true
    /// The next UID that SELECT tells whatever the folder holds.
    var uidNext: UInt32?
    /// MOVE and COPY of messages that are all gone are answered with NO.
    var refusesGone = false
    var refusesStore = false
    /// Asked before every command for what goes wrong with it.
    var commandFault: @Sendable (String) -> CommandFault? = { _ in nil }
    /// The resources of a QUOTA response: `STORAGE 10 512`.
    var quota: String?
    /// The number of deliveries, each with an INTERNALDATE of its own.
    var deliveries = 0
    /// The tags of what clients have moved away or deleted.
    var taken: [String] = []
    /// The list of messages goes on without end.
    var listsWithoutEnd = false
    /// Tells without end of single messages.
    var tellsWithoutEnd = false

    func nextUID(of folder: String) -> UInt32 {
      max(next[folder] ?? 1, (folders[folder]?.last?.uid ?? 0) + 1)
    }

    mutating func append(_ message: Message, to folder: String) {
      let uid = nextUID(of: folder)
      var message = message
      message.uid = uid
      folders[folder, default: []].append(message)
      next[folder] = uid + 1
    }

    mutating func remove(uid: UInt32, from folder: String) -> Int? {
      guard let index = folders[folder]?.firstIndex(where: { $0.uid == uid }) else { return nil }
      next[folder] = nextUID(of: folder)
      folders[folder]?.remove(at: index)
      return index + 1
    }
  }

  let state: Mutex<State>

  package init(
    _ messages: [Message] = [],
    capabilities: Set<String> = ["IMAP4rev1", "IDLE", "MOVE", "UIDPLUS", "NAMESPACE"]
  ) {
    state = Mutex(State(folders: ["INBOX": messages], capabilities: capabilities))
  }

  package func configure(
    uidValidity: UInt32? = nil, prefix: String? = nil, password: String? = nil,
    saysUIDNext: Bool? = nil, uidNext: UInt32? = nil, refusesGone: Bool? = nil,
    refusesStore: Bool? = nil, listsWithoutEnd: Bool? = nil,
    tellsWithoutEnd: Bool? = nil, quota: String? = nil
  ) {
    state.withLock { state in
      state.uidValidity = uidValidity ?? state.uidValidity
      state.prefix = prefix ?? state.prefix
      state.password = password ?? state.password
      state.saysUIDNext = saysUIDNext ?? state.saysUIDNext
      state.uidNext = uidNext ?? state.uidNext
      state.refusesGone = refusesGone ?? state.refusesGone
      state.refusesStore = refusesStore ?? state.refusesStore
      state.listsWithoutEnd = listsWithoutEnd ?? state.listsWithoutEnd
      state.tellsWithoutEnd = tellsWithoutEnd ?? state.tellsWithoutEnd
      state.quota = quota ?? state.quota
    }
  }

  /// Adds a message at the end of a folder; clients in IDLE hear of it.
  package func deliver(_ bytes: [UInt8], fault: Fault? = nil, to folder: String = "INBOX") {
    state.withLock { state in
      state.deliveries += 1
      var message = Message(uid: 0, bytes, fault: fault)
      message.internalDate =
        " 5-Mar-2026 \(10 + state.deliveries / 3_600 % 10):\(10 + state.deliveries / 50 % 50):"
        + "\(10 + state.deliveries % 50) +0200"
      state.append(message, to: folder)
    }
  }

  package func deliver(_ message: Message) {
    state.withLock { $0.append(message, to: "INBOX") }
  }

  /// Adds a message under a UID of its own, among the others.
  package func insert(_ message: Message, in folder: String = "INBOX") {
    state.withLock { state in
      state.next[folder] = max(state.nextUID(of: folder), message.uid + 1)
      state.folders[folder, default: []].append(message)
      state.folders[folder]?.sort { $0.uid < $1.uid }
    }
  }

  /// The tags of what clients have moved away or deleted.
  package var taken: [String] { state.withLock { $0.taken } }

  package func backup() -> Backup {
    state.withLock { Backup(folders: $0.folders, next: $0.next) }
  }

  package func restore(_ backup: Backup) {
    state.withLock { ($0.folders, $0.next) = (backup.folders, backup.next) }
  }

  /// Has every command from now on asked for what goes wrong with it.
  package func onCommand(_ fault: @escaping @Sendable (String) -> CommandFault?) {
    state.withLock { $0.commandFault = fault }
  }

  /// Changes what is wrong with a message of the INBOX.
  package func setFault(_ fault: Fault?, uid: UInt32) {
    state.withLock { state in
      guard let index = state.folders["INBOX"]?.firstIndex(where: { $0.uid == uid }) else { return }
      state.folders["INBOX"]?[index].fault = fault
    }
  }

  /// Changes the INTERNALDATE of a message of the INBOX; "" for none.
  package func setDate(_ date: String, uid: UInt32) {
    state.withLock { state in
      guard let index = state.folders["INBOX"]?.firstIndex(where: { $0.uid == uid }) else { return }
      state.folders["INBOX"]?[index].internalDate = date
    }
  }

  /// Somebody else deletes a message of the INBOX.
  package func remove(uid: UInt32) {
    state.withLock { _ = $0.remove(uid: uid, from: "INBOX") }
  }

  package func messages(in folder: String = "INBOX") -> [Message] {
    state.withLock { $0.folders[folder] ?? [] }
  }

  package func uids(in folder: String = "INBOX") -> [UInt32] {
    messages(in: folder).map(\.uid)
  }

  package var folders: [String] { state.withLock { $0.folders.keys.sorted() } }
}
