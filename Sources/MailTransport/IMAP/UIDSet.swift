/// The sets of UIDs that commands name (RFC 9051 `sequence-set`).
enum UIDSet {
  /// The most bytes of one set: with the rest of its command it stays under 8,000 bytes, which
  /// servers accept (RFC 9051 §4.1.5).
  static let maximumLength = 7_000

  /// One set of a command, as text and as what it means.
  struct Part: Equatable {
    let text: String
    let uids: [UID]
  }

  /// The UIDs, ascending and each once, as `1:3,7`, in as many parts as needed.
  static func parts(_ uids: [UID], maximumLength: Int = maximumLength) -> [Part] {
    var parts: [Part] = []
    var text = ""
    var members: [UID] = []
    for range in ranges(uids) {
      let written =
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound):\(range.upperBound)"
      if !text.isEmpty, text.utf8.count + 1 + written.utf8.count > maximumLength {
        parts.append(Part(text: text, uids: members))
        (text, members) = ("", [])
      }
      text += text.isEmpty ? written : ",\(written)"
      members += range.map { UID(rawValue: $0) }
    }
    return text.isEmpty ? parts : parts + [Part(text: text, uids: members)]
  }

  /// The UIDs that the argument of COPYUID names as copied: `38505 304,319:320 3956:3958` (RFC
  /// 4315, 3). Nil when it is no such.
  static func sources(ofCopy arguments: String) -> [ClosedRange<UInt32>]? {
    let words = arguments.split(separator: " ")
    guard words.count == 3 else { return nil }
    var ranges: [ClosedRange<UInt32>] = []
    for part in words[1].split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: ":", maxSplits: 1).map { UInt32($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil else { return nil }
      ranges.append(min(first, last)...max(first, last))
    }
    return ranges
  }

  /// The runs of neighbours. Only UIDs that were asked for are in them.
  private static func ranges(_ uids: [UID]) -> [ClosedRange<UInt32>] {
    var ranges: [ClosedRange<UInt32>] = []
    for uid in Set(uids).map(\.rawValue).sorted() {
      if let last = ranges.last, last.upperBound + 1 == uid {
        ranges[ranges.count - 1] = last.lowerBound...uid
      } else {
        ranges.append(uid...uid)
      }
    }
    return ranges
  }
}
