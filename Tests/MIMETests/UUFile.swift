/// Uuencoded files as tests need them.
enum UUFile {
  static func encoded(_ bytes: [UInt8], name: String, lineEnd: String = "\r\n") -> [UInt8] {
    var lines = ["begin 644 \(name)"]
    for start in stride(from: 0, to: bytes.count, by: 45) {
      lines.append(line(Array(bytes[start..<min(start + 45, bytes.count)])))
    }
    lines += ["`", "end", ""]
    return Array(lines.joined(separator: lineEnd).utf8)
  }

  private static func line(_ bytes: [UInt8]) -> String {
    var line = [UInt8(bytes.count) + 0x20]
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = (0..<3).reduce(0) { bits, place in
        bits << 8 | (start + place < bytes.count ? Int(bytes[start + place]) : 0)
      }
      for shift in [18, 12, 6, 0] {
        let sextet = UInt8(group >> shift & 0x3F)
        line.append(sextet == 0 ? UInt8(ascii: "`") : sextet + 0x20)
      }
    }
    return String(decoding: line, as: UTF8.self)
  }
}
