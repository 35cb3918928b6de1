import MailTransport

/// The messages of a folder that have no verdict yet, in the order of their UIDs.
struct WaitingMails {
  /// Bounds of a group: what is fetched, made durable and committed together.
  private static let groupCount = 500
  private static let groupBytes = Int64(SpoolMemory.pieceSize)

  private let listed: [ListedMessage]
  private var settled: Set<UID>
  /// Messages that broke the fetch of a group, and how; each is asked for alone.
  private(set) var suspects: [UID: String]
  /// All messages before this index are settled.
  private var firstUnsettled = 0
  /// How many have got their verdict since the listing, of how many.
  private(set) var progress: (settled: Int, of: Int)

  /// `listed` ascending. `suspects` that aren't listed any more are forgotten.
  init(_ listed: [ListedMessage], settled: Set<UID>, suspects: [UID: String]) {
    self.listed = listed
    self.settled = settled
    let known = Set(listed.map(\.uid))
    self.suspects = suspects.filter { known.contains($0.key) && !settled.contains($0.key) }
    progress = (0, known.subtracting(settled).count)
  }

  /// How many have no verdict yet.
  var count: Int { listed[firstUnsettled...].count { !settled.contains($0.uid) } }

  /// The position that the mailbox may move to: all below are settled.
  func nextUID(settling uids: some Sequence<UID>) -> UInt32? {
    let own = Set(uids)
    let next = listed[firstUnsettled...].first {
      !settled.contains($0.uid) && !own.contains($0.uid)
    }
    if let next { return next.uid.rawValue }
    guard let last = listed.last else { return nil }
    return last.uid.rawValue == .max ? .max : last.uid.rawValue + 1
  }

  mutating func settle(_ uids: some Sequence<UID>) {
    for uid in uids {
      if settled.insert(uid).inserted { progress.settled += 1 }
      suspects[uid] = nil
    }
    while firstUnsettled < listed.count, settled.contains(listed[firstUnsettled].uid) {
      firstUnsettled += 1
    }
  }

  mutating func suspect(_ uid: UID, because reason: String) {
    guard !settled.contains(uid) else { return }
    suspects[uid] = reason
  }

  /// The last one that is not under suspicion.
  var newest: ListedMessage? {
    listed[firstUnsettled...].last { !settled.contains($0.uid) && suspects[$0.uid] == nil }
  }

  var suspectedMessages: [ListedMessage] {
    listed.filter { suspects[$0.uid] != nil }
  }

  /// The groups in which the others are fetched. A message announced beyond `limit` is a group by
  /// itself, so that it can be asked for in part.
  func groups(limit: Int64) -> [FetchGroup] {
    var groups: [FetchGroup] = []
    var group = FetchGroup()
    for message in listed[firstUnsettled...]
    where !settled.contains(message.uid) && suspects[message.uid] == nil {
      let isLarge = message.size > limit
      let isFull =
        group.messages.count >= Self.groupCount
        || message.size > Self.groupBytes - group.announced
      if !group.messages.isEmpty, isLarge || isFull {
        groups.append(group)
        group = FetchGroup()
      }
      group.append(message)
      if isLarge {
        groups.append(group)
        group = FetchGroup()
      }
    }
    if !group.messages.isEmpty { groups.append(group) }
    return groups
  }
}

/// Messages that are fetched and committed together.
struct FetchGroup {
  private(set) var messages: [ListedMessage] = []
  /// Bytes, as the server announced them.
  private(set) var announced: Int64 = 0

  init(_ messages: [ListedMessage] = []) {
    for message in messages { append(message) }
  }

  mutating func append(_ message: ListedMessage) {
    messages.append(message)
    // A server may announce any number; a sum of a group's stays far from the type's end.
    announced += min(message.size, 1 << 48)
  }

  var uids: [UID] { messages.map(\.uid) }
  var sizes: [UID: Int64] {
    Dictionary(messages.map { ($0.uid, $0.size) }, uniquingKeysWith: { first, _ in first })
  }

  /// How much of each body to ask for: all, or one byte more than the limit of a message that was
  /// announced as larger. The announcement may be wrong; the bytes that come decide.
  func bodyLimit(_ limit: Int64) -> Int64? {
    messages.count == 1 && announced > limit ? limit + 1 : nil
  }
}
