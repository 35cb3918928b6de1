import MailTransport
import Records

/// The messages that are being read and filed, and those that were when a process ended; as values,
/// and as the text that outlives the process.
struct InProgressMails: Equatable {
  /// By message, how many processes ended while the message was filed alone. Known from earlier
  /// runs.
  private(set) var ends: [UID: Int] = [:]
  private(set) var underWay: Set<UID> = []
  /// The one of those that is filed alone.
  private(set) var alone: UID?

  mutating func begin(_ uids: some Sequence<UID>) {
    underWay.formUnion(uids)
  }

  mutating func begin(alone uid: UID) {
    underWay.insert(uid)
    alone = uid
  }

  /// The messages have their verdicts, or were refused in order.
  mutating func end(_ uids: some Sequence<UID>) {
    underWay.subtract(uids)
    for uid in uids { ends[uid] = nil }
    alone = nil
  }

  /// Nothing is under way any more. A message that was under suspicion stays so.
  mutating func endAll() {
    underWay = []
    alone = nil
  }

  /// Forgets all messages under suspicion but these.
  mutating func forgetSuspects(but uids: Set<UID>) {
    ends = ends.filter { uids.contains($0.key) }
  }
}

// MARK: The text: a line a message, and one that ends it, behind which may be rests.

extension InProgressMails {
  private static let ending = "end"

  /// Reads the marks that an earlier process left of this folder. Every message that was under way
  /// is under suspicion.
  init(leftIn text: String, of folder: MailboxFolderID) {
    for line in text.split(separator: "\n") {
      if line == Self.ending { break }
      let words = line.split(separator: " ")
      guard words.count == 4, Int64(words[0]) == folder.rawValue, let uid = UInt32(words[1]),
        let count = Int(words[2])
      else { continue }
      ends[UID(rawValue: uid)] = count + (words[3] == "alone" ? 1 : 0)
    }
  }

  func text(of folder: MailboxFolderID) -> String {
    let lines = underWay.union(ends.keys).map { uid in
      "\(folder.rawValue) \(uid.rawValue) \(ends[uid] ?? 0) \(uid == alone ? "alone" : "-")\n"
    }
    return lines.joined() + Self.ending + "\n"
  }
}
