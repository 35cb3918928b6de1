/// The rules of a time zone, as a compiled file of the system's tzdata has them (TZif, RFC 8536):
/// how far its clocks are from UTC at any instant. Total and bounded: any bytes give rules or a
/// reason.
package struct ZoneRules: Sendable, Hashable {
  /// Why bytes are no rules.
  package struct Malformed: Error, Hashable {
    package let reason: String
  }

  /// Clocks are never a day from UTC, which their users rely on.
  package static let offsets: ClosedRange<Int64> = -86_399...86_399

  /// The moments at which the offset changes, ascending, in seconds since 1970.
  private let transitions: [Int64]
  /// From each transition on, and first the one before all of them.
  private let offsets: [Int64]
  /// After the last transition; nil where its offset goes on.
  private let rest: PosixZone?

  package init(tzif bytes: [UInt8]) throws(Malformed) {
    var reader = ZoneReader(bytes)
    var header = try reader.header()
    if header.version > 0 {
      // The first block is for programs that know 32 bits only (section 3.2).
      try reader.skip(header.length(timeSize: 4))
      header = try reader.header()
    }
    let timeSize = header.version > 0 ? 8 : 4
    // Time that counts leap seconds is not the system's.
    guard header.leaps == 0 else { throw Malformed(reason: "it counts leap seconds") }
    transitions = try reader.times(header.times, size: timeSize)
    let kinds = try reader.bytes(header.times)
    let types = try reader.offsets(header.types)
    guard let first = types.first, kinds.allSatisfy({ Int($0) < types.count }) else {
      throw Malformed(reason: "a transition is to no type")
    }
    offsets = [first] + kinds.map { types[Int($0)] }
    guard offsets.allSatisfy(Self.offsets.contains) else {
      throw Malformed(reason: "a clock is a day from UTC")
    }
    guard zip(transitions, transitions.dropFirst()).allSatisfy(<) else {
      throw Malformed(reason: "its transitions are not in order")
    }
    try reader.skip(header.characters + header.standards + header.universals)
    rest = header.version > 0 ? try reader.footer() : nil
  }

  /// Seconds east of UTC.
  package func offset(at seconds: Int64) -> Int64 {
    if let rest, transitions.last.map({ seconds >= $0 }) ?? true {
      return rest.offset(at: seconds)
    }
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return offsets[low]
  }
}
