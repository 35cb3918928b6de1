import TestKit
import Testing

@testable import MIME

@Suite struct ContentLinesTests {
  private struct Result: Equatable {
    var text: [UInt8] = []
    var wasInForm = true
  }

  private func lines(_ input: [UInt8], cutAt cuts: [Int] = []) -> Result {
    var lines = ContentLines()
    var result = Result()
    var start = 0
    for end in cuts + [input.count] {
      Array(input[start..<end]).withUnsafeBytes { lines.feed($0) { result.text += Array($0) } }
      start = end
    }
    result.wasInForm = lines.wasInForm
    return result
  }

  @Test(
    arguments: [
      ("", ""), ("a", "a"), ("a\r\n", "a"), ("a\n", "a"), ("a\r\n\r\n\r\n", "a"), ("\n\n", ""),
      ("a\nb", "a\r\nb"), ("a\r\nb", "a\r\nb"), ("a\r\r\nb\n", "a\r\nb"), ("a\rb", "a\rb"),
      ("a\n\n\r\nb", "a\r\n\r\n\r\nb"), ("\na", "\r\na"), ("\r\n\r\na\r\nb", "\r\n\r\na\r\nb"),
      // CRs alone end no line, but at the end they may have lost their LF.
      ("\ra", "\ra"), ("a\r\n\rb", "a\r\n\rb"), ("a\r", "a"), ("a\r\n\r", "a"), ("a\r\r", "a"),
      ("a \r\n\t\r\n", "a \r\n\t"),
    ])
  func `lines end in CRLF and the text in none`(text: String, expected: String) {
    let found = lines(Array(text.utf8))
    #expect(String(decoding: found.text, as: UTF8.self) == expected)
    #expect(found.wasInForm == (text == expected))
  }

  @Test(arguments: 0..<200)
  func `wherever a text is cut the result is the same`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let bytes = (0..<40).map { _ in Array("\r\nx\r\n".utf8).randomElement(using: &random) ?? 0 }
    let whole = lines(bytes)
    #expect(whole.wasInForm == (whole.text == bytes))
    #expect(lines(whole.text) == Result(text: whole.text, wasInForm: true))
    for cut in 0...bytes.count {
      #expect(lines(bytes, cutAt: [cut, min(cut + 3, bytes.count)]) == whole, "cut at \(cut)")
    }
  }

  @Test func `line ends without end cost no memory and are not lost`() {
    let many = [UInt8](repeating: .lineFeed, count: 3_000)
    #expect(lines(many).text == [])
    let text = lines(many + Array("x".utf8)).text
    #expect(text.count == 6_001 && text.last == UInt8(ascii: "x"))
    let returns = [UInt8](repeating: .carriageReturn, count: 3_000)
    #expect(lines(returns).text == [] && lines(returns + Array("x".utf8)).text.count == 3_001)
  }
}
