import Testing

@testable import MIME

@Suite struct UnfoldedHeaderTests {
  private func unfolded(_ pieces: [UInt8]...) -> String {
    var header = UnfoldedHeader()
    var lines: [UInt8] = []
    for piece in pieces { piece.withUnsafeBytes { header.feed($0, into: &lines) } }
    return String(decoding: lines, as: UTF8.self)
  }

  @Test(
    arguments: [
      "Subject: a b\r\nTo: c\r\n\r\n", "Subject: a b\nTo: c\n\n", "Subject: a b\r\nTo: c",
      "Subject: a\r\n b\r\nTo: c\r\n\r\n", "Subject: a\n\tb\nTo: c\n\n",
      "Subject:\r\n a \r\n  b \r\nTo:\tc\r\n", "Subject:  a  b\r\r\nTo: c \r\r\n\r\r\n",
      "Subject: a\r b\rTo: c\r\r", "Subject: a\r\n \r\n b\r\nTo: c\r\n",
    ])
  func `a field is one line, however it was folded`(text: String) {
    let bytes = Array(text.utf8)
    #expect(unfolded(bytes) == "Subject: a b\nTo: c")
    for cut in 0...bytes.count {
      #expect(unfolded(Array(bytes[..<cut]), Array(bytes[cut...])) == "Subject: a b\nTo: c")
    }
  }

  @Test func `everything else stays as it is`() {
    #expect(unfolded(Array("X: \0\u{7F}ä=?\r\ny\r\n".utf8)) == "X: \0\u{7F}ä=?\ny")
    let raw = unfolded([0x58, 0x3A, 0xE4, 0x0D, 0x0A], [0x59, 0x3A, 0xFF])
    #expect(raw == "X:\u{FFFD}\nY:\u{FFFD}")
    #expect(unfolded([]) == "")
  }
}
