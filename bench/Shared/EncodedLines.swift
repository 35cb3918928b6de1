import Foundation

/// Lines of random bytes in base64 that the attachments of generated mails are made of; few, so
/// that they take little memory.
struct EncodedLines {
  /// Decoded.
  static let bytesPerLine = 57
  private static let lineCount = 2_000
  /// Encoded, with CRLF.
  private static let lineLength = 78

  private let bytes: [UInt8]

  init(random: inout SplitMix) {
    let content = (0..<(Self.bytesPerLine * Self.lineCount / 8)).flatMap { _ in
      withUnsafeBytes(of: random.next().littleEndian, Array.init)
    }
    let encoded = Data(content).base64EncodedData(
      options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
    bytes = Array(encoded) + Array("\r\n".utf8)
  }

  /// Hands out so many lines, from random places.
  func take(
    _ count: Int, using random: inout SplitMix, to write: (ArraySlice<UInt8>) throws -> Void
  ) rethrows {
    var left = count
    while left > 0 {
      let first = Int.random(in: 0..<Self.lineCount, using: &random)
      let taken = min(left, Self.lineCount - first)
      try write(bytes[(first * Self.lineLength)..<((first + taken) * Self.lineLength)])
      left -= taken
    }
  }
}
