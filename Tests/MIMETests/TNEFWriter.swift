/// Composes winmail.dat files as Outlook and Exchange write them, and as they should not.
struct TNEFWriter {
  private(set) var bytes: [UInt8] = [0x78, 0x9F, 0x3E, 0x22, 0x34, 0x12]

  /// A stream that begins as they all do: with the version and a code page.
  init(codePage: UInt32 = 1252) {
    attribute(0x0008_9006, Self.number(0x0001_0000), level: 1)
    attribute(0x0006_9007, Self.number(codePage) + Self.number(0), level: 1)
  }

  mutating func attribute(
    _ tag: UInt32, _ data: [UInt8], level: UInt8 = 2, checksum: UInt16? = nil
  ) {
    bytes += [level] + Self.number(tag) + Self.number(UInt32(data.count)) + data
    let sum = checksum ?? data.reduce(0) { $0 &+ UInt16($1) }
    bytes += [UInt8(truncatingIfNeeded: sum), UInt8(sum >> 8)]
  }

  mutating func append(_ more: [UInt8]) {
    bytes += more
  }

  mutating func renderData() {
    attribute(0x0006_9002, [1, 0] + [UInt8](repeating: 0xFF, count: 12))
  }

  mutating func title(_ title: String) {
    attribute(0x0001_8010, Array(title.utf8) + [0])
  }

  mutating func data(_ data: [UInt8]) {
    attribute(0x0006_800F, data)
  }

  mutating func properties(_ properties: [[UInt8]], count: UInt32? = nil) {
    attribute(0x0006_9005, Self.list(properties, count: count))
  }

  mutating func messageProperties(_ properties: [[UInt8]]) {
    attribute(0x0006_9003, Self.list(properties), level: 1)
  }

  /// An attachment as Outlook writes it: the data, then the properties with the long name.
  mutating func attach(_ name: String, _ data: [UInt8]) {
    renderData()
    title(String(name.prefix(8)))
    self.data(data)
    properties([Self.wide(0x3707, name)])
  }

  static func list(_ properties: [[UInt8]], count: UInt32? = nil) -> [UInt8] {
    number(count ?? UInt32(properties.count)) + properties.joined()
  }

  static func number(_ number: UInt32) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  static func fixed(_ identifier: UInt16, type: UInt16, _ value: [UInt8]) -> [UInt8] {
    tag(identifier, type: type) + value
  }

  static func wide(_ identifier: UInt16, _ text: String) -> [UInt8] {
    let units = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] as [UInt8] }
    return variable(identifier, type: 0x1F, [units + [0, 0]])
  }

  static func narrow(_ identifier: UInt16, _ bytes: [UInt8]) -> [UInt8] {
    variable(identifier, type: 0x1E, [bytes + [0]])
  }

  static func narrow(_ identifier: UInt16, _ text: String) -> [UInt8] {
    narrow(identifier, Array(text.utf8))
  }

  static func binary(_ identifier: UInt16, _ value: [UInt8]) -> [UInt8] {
    variable(identifier, type: 0x0102, [value])
  }

  /// An object of the interface whose first byte is `interface`: 7 is IID_IMessage, 11
  /// IID_IStorage.
  static func object(_ identifier: UInt16, interface: UInt8, _ value: [UInt8]) -> [UInt8] {
    let first: [UInt8] = interface == 7 ? [7, 3, 2, 0] : [interface, 0, 0, 0]
    let guid = first + [0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46]
    return variable(identifier, type: 0x000D, [guid + value])
  }

  /// One or several values of variable length.
  static func variable(_ identifier: UInt16, type: UInt16, _ values: [[UInt8]]) -> [UInt8] {
    tag(identifier, type: type) + number(UInt32(values.count)) + values.flatMap(padded)
  }

  /// A named property, by a number or by a text.
  static func named(_ name: String?, type: UInt16, _ value: [UInt8]) -> [UInt8] {
    let guid = [UInt8](repeating: 0x11, count: 16)
    let units = (name ?? "").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] as [UInt8] }
    let map = name == nil ? number(0) + number(0x8503) : number(1) + padded(units + [0, 0])
    return tag(0x8001, type: type) + guid + map + value
  }

  private static func padded(_ value: [UInt8]) -> [UInt8] {
    number(UInt32(value.count)) + value + [UInt8](repeating: 0, count: (4 - value.count % 4) % 4)
  }

  private static func tag(_ identifier: UInt16, type: UInt16) -> [UInt8] {
    number(UInt32(identifier) << 16 | UInt32(type))
  }
}
