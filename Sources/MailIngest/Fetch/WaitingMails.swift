import MailTransport
import Records

/// The messages of a folder that have no verdict yet, in the order of their UIDs.
struct WaitingMails {
  /// Bounds of a group: what is fetched, made durable and committed together.
  private static let groupCount = 500
  private static let groupBytes = Int64(SpoolMemory.pieceSize)

  private let listed: [ListedMessage]
  private var settled: Set<UID>
  private var highestSettled: UID?
  /// Messages that broke the fetch of a group, and how; each is asked for alone.
  private(set) var suspects: [UID: MailReason]
  /// All messages before this index are settled.
  private var firstIndex = 0
  /// A UID without a verdict in an earlier part of the folder: the position stays there.
  private let unsettledBefore: UInt32?
  /// The number of messages that have got their verdict since the listing, of all that waited.
  private(set) var progress: (settled: Int, of: Int)

  /// `listed` ascending. `suspects` that aren't listed any more are forgotten.
  init(
    _ listed: [ListedMessage], settled: Set<UID>, suspects: [UID: MailReason],
    unsettledBefore: UInt32? = nil
  ) {
    self.listed = listed
    self.unsettledBefore = unsettledBefore
    self.settled = settled
    highestSettled = settled.max()
    let known = Set(listed.map(\.uid))
    self.suspects = suspects.filter { known.contains($0.key) && !settled.contains($0.key) }
    progress = (0, known.subtracting(settled).count)
  }

  /// The number of messages without a verdict.
  var count: Int { listed[firstIndex...].count { !settled.contains($0.uid) } }

  /// The position that the mailbox may move to: all below are settled.
  func nextUID(settling uids: some Sequence<UID>) -> UInt32? {
    if let unsettledBefore { return unsettledBefore }
    let own = Set(uids)
    let next = listed[firstIndex...].first {
      !settled.contains($0.uid) && !own.contains($0.uid)
    }
    // No further than the last that was there to be settled, whatever the server lists.
    guard let last = max(highestSettled, own.max()) else { return nil }
    let end = last.rawValue == .max ? .max : last.rawValue + 1
    return min(next?.uid.rawValue ?? end, end)
  }

  private func max(_ one: UID?, _ other: UID?) -> UID? {
    [one, other].compactMap(\.self).max()
  }

  /// The first one without a verdict.
  var firstUnsettled: ListedMessage? {
    listed[firstIndex...].first { !settled.contains($0.uid) }
  }

  mutating func settle(_ uids: some Sequence<UID>) {
    highestSettled = max(highestSettled, uids.max())
    drop(uids)
  }

  /// They are gone.
  mutating func drop(_ uids: some Sequence<UID>) {
    for uid in uids {
      if settled.insert(uid).inserted { progress.settled += 1 }
      suspects[uid] = nil
    }
    while firstIndex < listed.count, settled.contains(listed[firstIndex].uid) {
      firstIndex += 1
    }
  }

  mutating func suspect(_ uid: UID, because reason: MailReason) {
    guard !settled.contains(uid) else { return }
    suspects[uid] = reason
  }

  /// The last one that is not under suspicion.
  var newest: ListedMessage? {
    listed[firstIndex...].last { !settled.contains($0.uid) && suspects[$0.uid] == nil }
  }

  var suspectedMessages: [ListedMessage] {
    listed.filter { suspects[$0.uid] != nil }
  }

  /// The groups in which the others are fetched. A message announced beyond `limit` is a group by
  /// itself, so that it can be asked for in part.
  func groups(limit: Int64) -> [FetchGroup] {
    var groups: [FetchGroup] = []
    var group = FetchGroup()
    for message in listed[firstIndex...]
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
