/// A counted list of MAPI properties, [MS-OXTNEF] section 2.1.3.4.
struct TNEFPropertyList {
  let source: TNEFSource
  let region: Range<Int64>
  private var position: Int64

  init(_ source: TNEFSource, region: Range<Int64>) {
    self.source = source
    self.region = region
    position = region.lowerBound
  }

  /// Calls `take` with each property that is whole. False when the list breaks off: it claims more
  /// properties or longer values than there is room for, or has a type of unknown length.
  mutating func read(
    _ take: (TNEFProperty) throws(MessageReadError) -> Void
  ) throws(MessageReadError) -> Bool {
    guard let count = try nextNumber() else { return false }
    // Every property has 4 bytes at least, so that a false count ends with the region.
    for _ in 0..<count {
      guard let property = try next() else { return false }
      try take(property)
    }
    return true
  }

  private mutating func next() throws(MessageReadError) -> TNEFProperty? {
    guard let tag = try nextNumber() else { return nil }
    let identifier = UInt16(tag >> 16)
    let type = UInt16(truncatingIfNeeded: tag) & ~Self.multipleFlag
    if identifier >= Self.firstNamed {
      guard try skipName() else { return nil }
    }
    let hasCount = tag & UInt32(Self.multipleFlag) != 0 || Self.variable.contains(type)
    var count: UInt32 = 1
    if hasCount {
      guard let given = try nextNumber() else { return nil }
      count = given
    }
    guard let value = try values(count, type: type) else { return nil }
    return TNEFProperty(
      type: type, identifier: TNEFPropertyIdentifier(rawValue: identifier),
      value: count == 0 ? nil : value, hasMore: count > 1)
  }

  /// Passes all values; gives the first one's place, or nil when they are not whole.
  private mutating func values(
    _ count: UInt32, type: UInt16
  ) throws(MessageReadError) -> Range<Int64>? {
    if Self.variable.contains(type) { return try variableValues(count) }
    guard let width = Self.width(of: type) else { return nil }
    let start = position
    // Multiplied, not looped over: a null value has no bytes, and there may be 4 billion of them.
    guard skip(Int64(count) * width) else { return nil }
    return start..<min(start + width, position)
  }

  private mutating func variableValues(
    _ count: UInt32
  ) throws(MessageReadError) -> Range<Int64>? {
    var first: Range<Int64>?
    for _ in 0..<count {
      guard let length = try nextNumber(), Int64(length) <= region.upperBound - position
      else { return nil }
      let value = position..<position + Int64(length)
      first = first ?? value
      position = min(Self.padded(value.upperBound, from: value.lowerBound), region.upperBound)
    }
    return first ?? position..<position
  }

  /// The name of a named property: a GUID and a number, or a GUID and texts.
  private mutating func skipName() throws(MessageReadError) -> Bool {
    guard skip(16), let texts = try nextNumber() else { return false }
    if texts == 0 { return skip(4) }
    return try variableValues(texts) != nil
  }

  private mutating func nextNumber() throws(MessageReadError) -> UInt32? {
    guard let number = try source.number32(at: position, in: region) else { return nil }
    position += 4
    return number
  }

  private mutating func skip(_ count: Int64) -> Bool {
    guard count <= region.upperBound - position else { return false }
    position += count
    return true
  }

  /// Values are padded to a multiple of 4 bytes of their own length.
  private static func padded(_ end: Int64, from start: Int64) -> Int64 {
    start + (end - start + 3) & ~3
  }

  private static let multipleFlag: UInt16 = 0x1000
  private static let firstNamed: UInt16 = 0x8000
  /// Texts, binary data and objects carry their number and each one's length.
  private static let variable: Set<UInt16> = [
    TNEFProperty.object, TNEFProperty.text8, TNEFProperty.wideText, 0x0102,
  ]

  /// The number of one value's bytes, padding included; nil when that isn't known.
  private static func width(of type: UInt16) -> Int64? {
    switch type {
    case 0x0001: 0
    case 0x0002, 0x0003, 0x0004, 0x000A, 0x000B: 4
    case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040: 8
    case 0x0048: 16
    default: nil
    }
  }
}
