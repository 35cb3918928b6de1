/// A share of all contents: those whose SHA-256 begins with a number of a range, from which it goes
/// on at 0. Digests are spread evenly, so are the contents.
struct ScrubRange {
  /// How many beginnings there are: of the first four bytes.
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

  /// Where the next share begins.
  var end: Int64 { (parts.last?.upperBound ?? 0) % Self.whole }

  static func position(of digest: [UInt8]) -> Int64 {
    digest.prefix(4).reduce(0) { $0 << 8 | Int64($1) }
  }

  /// The first digest of those that begin with a number.
  static func digest(at position: Int64) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: position >> $0) }
  }
}
