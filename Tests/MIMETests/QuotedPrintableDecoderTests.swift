import Testing

@testable import MIME

@Suite struct QuotedPrintableDecoderTests {
  @Test(arguments: [
    ("", ""),
    ("p=C3=A4iv=c3=a4=C3=a4", "päivää"),
    ("one =\r\nline", "one line"),
    ("one =\nline", "one line"),
    ("one =\rline", "one line"),
    ("one = \t \r\nline", "one line"),
    ("a\r\nb\nc\r\n", "a\r\nb\nc\r\n"),
    ("end  \t\r\nnext \n", "end\r\nnext\n"),
    ("kept=20\r\n", "kept \r\n"),
    ("kept  =\r\n", "kept  "),
    ("a  b", "a  b"),
    ("end  ", "end"),
    ("soft at the end=", "soft at the end"),
    ("soft at the end= ", "soft at the end"),
    ("100 =XY =4", "100 =XY =4"),
    ("=", ""),
    ("==3D=", "=="),
    ("=4=41", "=4A"),
    ("=G1", "=G1"),
    ("= x", "= x"),
    ("= \r\n \r\nx", "\r\nx"),
    ("=0D=0A", "\r\n"),
    ("nul\0=00", "nul\0\0"),
    ("raw ä", "raw ä"),
  ])
  func `what is malformed stays, soft breaks and blanks at line ends go`(
    encoded: String, decoded: String
  ) {
    #expect(Decoding.text(QuotedPrintableDecoder(), encoded) == decoded)
  }

  @Test(arguments: [
    "p=C3=A4iv=c3 \r\n= \t\r\nx=\r\ny =4 = z  \t\r\n\t end=", "a=\r\n=\r\n= =\n=\r=41=4=41=",
  ])
  func `wherever the input is cut the result is the same`(text: String) {
    let encoded = Array(text.utf8)
    let whole = Decoding.bytes(QuotedPrintableDecoder(), encoded)
    for first in 0...encoded.count {
      for second in first...encoded.count {
        let cut = Decoding.bytes(QuotedPrintableDecoder(), encoded, cutAt: [first, second])
        #expect(cut == whole, "cut at \(first) and \(second)")
      }
    }
  }

  @Test func `blanks without end need no memory without end`() {
    let blanks = String(repeating: " ", count: 20_000)
    #expect(Decoding.text(QuotedPrintableDecoder(), "a\(blanks)b") == "a\(blanks)b")
    #expect(Decoding.text(QuotedPrintableDecoder(), "=\(blanks)b") == "=\(blanks)b")
    #expect(Decoding.text(QuotedPrintableDecoder(), "a\(blanks)\r\n") == "a\r\n")
  }
}
