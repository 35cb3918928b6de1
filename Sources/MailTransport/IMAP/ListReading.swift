import FoundationEssentials

/// Takes the events of a reply that lists messages. However long the reply is, no more than the
/// lowest UIDs are kept.
struct ListReading {
  /// The number of messages that one list holds. The rest is listed later.
  static let most = 100_000

  private let first: UID
  /// The number of the folder's messages by the server's own word.
  private let announced: Int
  private var found: [UID: ListedMessage] = [:]
  private var below: ListedMessage?
  /// UIDs above are left for a later list.
  private var bound = UID(rawValue: .max)
  /// Entries without a UID that can be read.
  private(set) var unreadable = 0
  private var entries = 0
  private var last = UID(rawValue: 0)
  private var isAscending = true

  private var uid: UID?
  private var size: Int64?
  private var internalDate: Date?

  init(from first: UID, announced: Int) {
    self.first = first
    self.announced = announced
  }

  /// Far more has come than the folder holds.
  var isEndless: Bool { entries > announced + Self.most }

  /// The messages that are kept are all up to the last one, although the reply was not read to its
  /// end.
  var isUsable: Bool { isAscending || found.count >= announced }

  mutating func take(_ event: ResponseEvent) {
    switch event {
    case .fetchBegan:
      entries += 1
      (uid, size, internalDate) = (nil, nil, nil)
    case .uid(let value): uid = value
    case .size(let value): size = value
    case .internalDate(let value): internalDate = value
    case .fetchEnded: if let uid { add(uid) }
    case .unreadable: if let uid { add(uid) } else { unreadable += 1 }
    default: break
    }
  }

  /// Adds each UID that the server shows, with 0 where it tells no size: an unsolicited FETCH of
  /// flags shows a message too.
  private mutating func add(_ uid: UID) {
    self.uid = nil
    guard uid >= first else {
      below = latest(below, or: uid, size, internalDate)
      return
    }
    isAscending = isAscending && uid >= last
    last = max(last, uid)
    guard uid <= bound else { return }
    let known = found[uid]
    found[uid] = ListedMessage(
      uid: uid, size: size ?? known?.size ?? 0, internalDate: internalDate ?? known?.internalDate)
    if found.count > 2 * Self.most { trim() }
  }

  private func latest(
    _ known: ListedMessage?, or uid: UID, _ size: Int64?, _ date: Date?
  ) -> ListedMessage {
    if let known, known.uid > uid { return known }
    return ListedMessage(
      uid: uid, size: size ?? known?.size ?? 0, internalDate: date ?? known?.internalDate)
  }

  private mutating func trim() {
    let kept = found.keys.sorted().prefix(Self.most)
    guard found.count > Self.most, let highest = kept.last else { return }
    bound = highest
    found = found.filter { $0.key <= highest }
  }

  /// A reply follows; where it answers the same question as the one before, what was unreadable
  /// there doesn't count.
  mutating func begin(unreadable: Int) {
    self.unreadable = unreadable
    (entries, last, isAscending) = (0, UID(rawValue: 0), true)
  }

  mutating func finish() -> MessageList {
    trim()
    var list = MessageList()
    list.messages = found.values.sorted { $0.uid < $1.uid }
    list.below = below
    list.unreadable = unreadable
    list.isWhole = bound.rawValue == .max && (!isEndless || found.count >= announced)
    list.endedSession = isEndless
    return list
  }
}
