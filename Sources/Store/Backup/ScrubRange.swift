import Platform

/// A share of all contents: those whose SHA-256 begins with a number of a range, from which it goes
/// on at 0. Digests are spread evenly, so are the contents.
struct ScrubRange {
  /// The number of beginnings, which are the first four bytes.
  static let whole: Int64 = 1 << 32

  /// One range, or two where it goes on at 0.
  let parts: [Range<Int64>]

  /// `share` is from 0 to 1.
  init(from start: Int64, share: Double) {
    let start = min(max(0, start), Self.whole - 1)
    let end = start + min(Self.whole, Int64((share * Double(Self.whole)).rounded(.up)))
    parts =
      end <= Self.whole
      ? [start..<end] : [start..<Self.whole, 0..<(end - Self.whole)]
  }

  /// The beginning of the next share.
  var end: Int64 { (parts.last?.upperBound ?? 0) % Self.whole }

  static func position(of digest: Digest) -> Int64 {
    digest.bytes.prefix(4).reduce(0) { $0 << 8 | Int64($1) }
  }

  /// The beginning that digests from a number on are not before.
  static func beginning(at position: Int64) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: position >> $0) }
  }
}
