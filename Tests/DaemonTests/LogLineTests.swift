import Daemon
import Logging
import Testing

@Suite struct LogLineTests {
  @Test func `journald reads the priority from the line's beginning`() {
    let line = LogLine(style: .journal)
    #expect(
      line.text(
        level: .warning, message: "filed: 2 documents", metadata: ["uid": "7", "mail": "1"])
        == "<4>filed: 2 documents mail=1 uid=7")
    #expect(line.text(level: .error, message: "x", metadata: [:]) == "<3>x")
  }

  @Test func `every level has its priority of syslog`() {
    let line = LogLine(style: .journal)
    let levels: [Logger.Level] = [.trace, .debug, .info, .notice, .warning, .error, .critical]
    let prefixes = levels.map { line.text(level: $0, message: "", metadata: [:]) }
    #expect(prefixes == ["<7>", "<7>", "<6>", "<5>", "<4>", "<3>", "<2>"])
  }

  @Test func `fields stand in the order of their names`() {
    let line = LogLine(style: .terminal)
    let fields: Logger.Metadata = ["uid": "7", "mail": "1", "a": ["1", "2"], "b": ["c": "d"]]
    let text = line.text(level: .info, message: "filed\nnow", metadata: fields)
    #expect(text.hasPrefix("filed\\u{a}now a="))
    #expect(text.hasSuffix(" mail=1 uid=7") && !text.contains("\n"))
  }

  @Test func `on a terminal an ordinary line has no prefix`() {
    let line = LogLine(style: .terminal)
    #expect(line.text(level: .info, message: "x", metadata: [:]) == "x")
    #expect(line.text(level: .error, message: "x", metadata: [:]) == "error: x")
  }

  @Test(
    arguments: [
      ("a\nb", "k=a\\u{a}b"), ("a b", "k=\"a b\""), ("", "k=\"\""), ("a\"=", "k=\"a\\\"=\""),
      ("\u{1b}[2J", "k=\\u{1b}[2J"), ("\u{202e}x", "k=\\u{202e}x"),
      ("\u{2028}x", "k=\\u{2028}x"), ("\u{7f}", "k=\\u{7f}"), ("ä€😀", "k=ä€😀"),
      ("a\u{200b}b", "k=a\\u{200b}b"), ("k=v", "k=\"k=v\""),
    ])
  func `a value from outside can't leave its field or its line`(
    _ value: String, _ shown: String
  ) {
    let text = LogLine(style: .terminal)
      .text(level: .info, message: "m", metadata: ["k": "\(value)"])
    #expect(text == "m " + shown)
  }
}
