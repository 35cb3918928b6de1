/// Reads a TZif file's numbers (RFC 8536, section 3), never past its end.
struct ZoneReader {
  /// The counts of the entries that follow a header.
  struct Header {
    /// 0 for the first version, which has 32 bits and no footer.
    let version: UInt8
    let universals: Int
    let standards: Int
    let leaps: Int
    let times: Int
    let types: Int
    let characters: Int

    /// The length of the block, in bytes; each count is bounded, so that no sum overflows.
    func length(timeSize: Int) -> Int {
      times * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + standards
        + universals
    }
  }

  /// More than any zone has had, or will.
  private static let mostEntries = 10_000

  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  mutating func header() throws(ZoneRules.Malformed) -> Header {
    let start = try bytes(20)
    guard start.prefix(4).elementsEqual("TZif".utf8) else {
      throw ZoneRules.Malformed(reason: "it is no compiled time zone")
    }
    var counts: [Int] = []
    for _ in 0..<6 {
      let count = try number(4)
      guard (0...Int64(Self.mostEntries)).contains(count) else {
        throw ZoneRules.Malformed(reason: "it has too many entries")
      }
      counts.append(Int(count))
    }
    return Header(
      version: start[start.startIndex + 4], universals: counts[0], standards: counts[1],
      leaps: counts[2], times: counts[3], types: counts[4], characters: counts[5])
  }

  mutating func times(_ count: Int, size: Int) throws(ZoneRules.Malformed) -> [Int64] {
    var times: [Int64] = []
    for _ in 0..<count { times.append(try number(size)) }
    return times
  }

  /// The offsets of local time types, each with a flag and an abbreviation that nobody asks for.
  mutating func offsets(_ count: Int) throws(ZoneRules.Malformed) -> [Int64] {
    var offsets: [Int64] = []
    for _ in 0..<count {
      offsets.append(try number(4))
      try skip(2)
    }
    return offsets
  }

  /// The rule between two line feeds; nil where there is none.
  mutating func footer() throws(ZoneRules.Malformed) -> PosixZone? {
    let lineFeed = UInt8(ascii: "\n")
    guard try bytes(1).first == lineFeed, let end = rest.firstIndex(of: lineFeed) else {
      throw ZoneRules.Malformed(reason: "its footer is missing")
    }
    let text = rest[..<end]
    guard !text.isEmpty else { return nil }
    guard let zone = PosixZone(Array(text)) else {
      throw ZoneRules.Malformed(reason: "its footer can't be understood")
    }
    return zone
  }

  mutating func skip(_ count: Int) throws(ZoneRules.Malformed) {
    _ = try bytes(count)
  }

  mutating func bytes(_ count: Int) throws(ZoneRules.Malformed) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw ZoneRules.Malformed(reason: "it ends too soon") }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// A signed big-endian number of 4 or 8 bytes.
  private mutating func number(_ size: Int) throws(ZoneRules.Malformed) -> Int64 {
    let value = try bytes(size).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    return size == 4
      ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
  }
}
