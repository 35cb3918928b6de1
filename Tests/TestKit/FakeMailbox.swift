import Synchronization

/// A whole small IMAP server's mail, with faults: what `FakeIMAPServer(serving:)` serves. Shared by
/// its connections and the test.
package final class FakeMailbox: Sendable {
  /// What goes wrong when the body of a message is asked for.
  package enum Fault: Sendable, Equatable {
    /// Tagged OK, and no body.
    case vanishes
    /// Tagged NO, after the bodies that precede it in the request.
    case refused
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

  package struct Message: Sendable {
    package var uid: UInt32
    package var size: Int
    /// RFC822.SIZE, if it is not `size`.
    package var listedSize: Int?
    package var fault: Fault?
    /// Gives the body in pieces, `size` bytes together.
    package var body: @Sendable ((ArraySlice<UInt8>) throws -> Void) throws -> Void
    package var flags: Set<String> = []

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

  struct State {
    var folders: [String: [Message]]
    var uidValidity: UInt32 = 7
    var capabilities: Set<String>
    /// Folders must be below this ("INBOX.").
    var prefix = ""
    var password = "secret"
    var saysUIDNext = true
    /// MOVE and COPY of messages that are all gone are answered with NO.
    var refusesGone = false
    var refusesStore = false
    /// The resources of a QUOTA response: `STORAGE 10 512`.
    var quota: String?
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
    saysUIDNext: Bool? = nil, refusesGone: Bool? = nil, refusesStore: Bool? = nil,
    quota: String? = nil
  ) {
    state.withLock { state in
      state.uidValidity = uidValidity ?? state.uidValidity
      state.prefix = prefix ?? state.prefix
      state.password = password ?? state.password
      state.saysUIDNext = saysUIDNext ?? state.saysUIDNext
      state.refusesGone = refusesGone ?? state.refusesGone
      state.refusesStore = refusesStore ?? state.refusesStore
      state.quota = quota ?? state.quota
    }
  }

  /// Adds a message at the end of a folder; clients in IDLE hear of it.
  package func deliver(_ bytes: [UInt8], fault: Fault? = nil, to folder: String = "INBOX") {
    state.withLock { state in
      let uid = (state.folders[folder]?.last?.uid ?? 0) + 1
      state.folders[folder, default: []].append(Message(uid: uid, bytes, fault: fault))
    }
  }

  /// Changes what is wrong with a message of the INBOX.
  package func setFault(_ fault: Fault?, uid: UInt32) {
    state.withLock { state in
      guard let index = state.folders["INBOX"]?.firstIndex(where: { $0.uid == uid }) else { return }
      state.folders["INBOX"]?[index].fault = fault
    }
  }

  /// Somebody else deletes a message of the INBOX.
  package func remove(uid: UInt32) {
    state.withLock { $0.folders["INBOX"]?.removeAll { $0.uid == uid } }
  }

  package func messages(in folder: String = "INBOX") -> [Message] {
    state.withLock { $0.folders[folder] ?? [] }
  }

  package func uids(in folder: String = "INBOX") -> [UInt32] {
    messages(in: folder).map(\.uid)
  }

  package var folders: [String] { state.withLock { $0.folders.keys.sorted() } }
}
