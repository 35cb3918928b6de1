import TestKit
import Testing

@testable import MIME

@Suite struct UUDecoderTests {
  /// "Lasku" and "Lasku 1", by uuencode.
  @Test(arguments: [
    ("begin 644 a.txt\n%3&%S:W4 \n`\nend\n", "Lasku"),
    ("begin 644 a.txt\r\n%3&%S:W4 \r\n`\r\nend\r\n", "Lasku"),
    ("begin 644 a.txt\n%3&%S:W4\n`\nend", "Lasku"),
    ("begin 644 a.txt\n%3&%S:W4`\n \nend", "Lasku"),
    ("begin 644 a.txt\n#3&%S\n\":W4`\n`\nend\n", "Lasku"),
    ("begin 644 a.txt\n#3&%SX\n\":W4`\nend\n", "Lasku"),
    ("begin 644 a.txt\n#3&%S\n\":W4`", "Lasku"),
    ("begin 644 a.txt\n`\nend\n", ""),
  ])
  func `lines come back whatever was lost at their ends`(encoded: String, decoded: String) {
    #expect(Decoding.text(UUDecoder(), encoded) == decoded)
  }

  @Test func `wherever the input is cut the result is the same`() {
    let encoded = Array("begin 644 a.txt\r\n#3&%S\r\n\":W4`\r\n`\r\nend\r\n".utf8)
    for cut in 0...encoded.count {
      #expect(Decoding.bytes(UUDecoder(), encoded, cutAt: [cut]) == Array("Lasku".utf8))
    }
  }

  @Test(arguments: [0, 1, 2, 3, 44, 45, 46, 1_000])
  func `bytes of many lengths come back as they were encoded`(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    #expect(Decoding.bytes(UUDecoder(), UUFile.encoded(bytes, name: "x.bin")) == bytes)
  }
}
