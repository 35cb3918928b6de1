/// The lines of a uuencoded file (POSIX uuencode, "Historical Algorithm").
enum UULine {
  /// The name in "begin 644 name"; nil when the line is no such line.
  static func beginName(_ line: UnsafeRawBufferPointer) -> [UInt8]? {
    guard line.starts(with: "begin ".utf8) else { return nil }
    let rest = line.dropFirst("begin ".utf8.count)
    let mode = rest.prefix { $0 >= 0x30 && $0 <= 0x37 }
    guard (3...6).contains(mode.count), case let name = rest.dropFirst(mode.count),
      let first = name.first, first.isBlank
    else { return nil }
    let trimmed = HeaderText.trimmed(Array(name)[...])
    return trimmed.isEmpty ? nil : trimmed
  }

  static func isEnd(_ line: UnsafeRawBufferPointer) -> Bool {
    line.starts(with: "end".utf8) && line.dropFirst(3).allSatisfy(\.isBlank)
  }

  /// The line says that no bytes follow.
  static func isZero(_ line: UnsafeRawBufferPointer) -> Bool {
    line.allSatisfy { $0.isBlank } || (line.count == 1 && line[0] == UInt8(ascii: "`"))
  }

  /// The line may hold data: its first byte says a length that its other bytes don't go beyond, but
  /// for a checksum. The bytes may be fewer, since spaces at a line's end get lost.
  static func isData(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let count = byteCount(line), count > 0 else { return false }
    let encoded = (count + 2) / 3 * 4
    return line.count - 1 <= encoded + 2 && line.allSatisfy { (0x20...0x60).contains($0) }
  }

  /// The number of bytes that the line says to hold.
  static func byteCount(_ line: UnsafeRawBufferPointer) -> Int? {
    guard let first = line.first, (0x21...0x60).contains(first) else { return nil }
    return Int((first - 0x20) & 0x3F)
  }

  /// The most bytes one line may hold.
  static let mostBytes = 63

  /// Decodes a data line into `target`, which has room for 66 bytes, and returns how many there
  /// are.
  static func decode(_ line: UnsafeRawBufferPointer, into target: UnsafeMutableRawPointer) -> Int {
    guard let count = byteCount(line) else { return 0 }
    var written = 0
    var index = 1
    while written < count {
      let bits =
        sextet(line, index) << 18 | sextet(line, index + 1) << 12
        | sextet(line, index + 2) << 6 | sextet(line, index + 3)
      target.storeBytes(of: UInt8(bits >> 16 & 0xFF), toByteOffset: written, as: UInt8.self)
      target.storeBytes(of: UInt8(bits >> 8 & 0xFF), toByteOffset: written + 1, as: UInt8.self)
      target.storeBytes(of: UInt8(bits & 0xFF), toByteOffset: written + 2, as: UInt8.self)
      written += 3
      index += 4
    }
    return count
  }

  /// The value of one encoded byte; what is cut off counts as a space.
  @inline(__always)
  private static func sextet(_ line: UnsafeRawBufferPointer, _ index: Int) -> UInt32 {
    guard index < line.count, line[index] >= 0x20 else { return 0 }
    return UInt32((line[index] - 0x20) & 0x3F)
  }
}
