import Testing

@testable import MIME

/// Mails made to stall a reader. What is counted doesn't depend on the machine: no byte is looked
/// at more than a few times.
@Suite struct HostileMailTests {
  private static let size = 300_000

  /// A head, and something after it until the mail has its size.
  struct Shape: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let head: String
    let unit: String
    /// The number of times that a byte may be looked at.
    var times: Int64 = 6

    var mail: [UInt8] {
      let unit = Array(unit.utf8)
      let head = Array(head.utf8)
      let count = max(1, (HostileMailTests.size - head.count) / unit.count)
      var mail = head
      mail.reserveCapacity(head.count + count * unit.count)
      for _ in 0..<count { mail += unit }
      return mail
    }
  }

  private static let open = "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
  private static let nested = (1..<1_000).reduce(
    into: "Content-Type: multipart/mixed; boundary=b0\r\n\r\n"
  ) { head, level in
    head += "--b\(level - 1)\r\nContent-Type: multipart/mixed; boundary=b\(level)\r\n\r\n"
  }
  private static let equal = String(
    repeating: "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", count: 100)

  private static let shapes = [
    Shape(
      testDescription: "many parameters in one header", head: "Content-Type: a/b", unit: "; a=1"),
    Shape(
      testDescription: "many parts with many parameters", head: open,
      unit: "--b\r\nContent-Type: a/b\(String(repeating: "; name*9=x", count: 4_000))\r\n\r\n"),
    Shape(testDescription: "empty parts", head: open, unit: "--b\r\n\r\n\r\n"),
    Shape(testDescription: "delimiters alone", head: open, unit: "--b\n"),
    Shape(testDescription: "closing delimiters alone", head: open, unit: "--b--\n"),
    Shape(testDescription: "parts opened and closed again", head: open, unit: "--b\n--b--\n"),
    Shape(testDescription: "lines of --x under 1,000 boundaries", head: nested, unit: "--x\r\n"),
    Shape(testDescription: "lines of --b99 and --b0", head: nested, unit: "--b99--\r\n--b0x\r\n"),
    Shape(testDescription: "equal boundaries", head: equal, unit: "--b--\r\n"),
    Shape(testDescription: "equal boundaries reopened", head: equal, unit: "--b--\n--b\n\n"),
    Shape(testDescription: "a long preamble", head: open, unit: "nobody -- reads -this\r\n"),
    Shape(testDescription: "a preamble of guesses", head: open, unit: "--x\r\ncontent\r\n"),
    Shape(testDescription: "hyphens alone", head: open, unit: "-"),
    Shape(testDescription: "hyphens on lines", head: open, unit: "--\r\n"),
    Shape(
      testDescription: "long lines like delimiters", head: open,
      unit: "--b\(String(repeating: " ", count: 4_200))x\n"),
    Shape(testDescription: "line feeds alone", head: open, unit: "\n"),
    Shape(testDescription: "carriage returns alone", head: open, unit: "\r"),
    Shape(testDescription: "carriage returns in a header", head: "Subject: x\r\n", unit: "\rx"),
    Shape(testDescription: "carriage returns as a header", head: "Subject: x", unit: "\r"),
    Shape(testDescription: "NULs", head: "", unit: "\0"),
    Shape(testDescription: "one endless header line", head: "Subject: ", unit: "x"),
    Shape(testDescription: "fields without end", head: "", unit: "a:b\r\n"),
    Shape(testDescription: "folded lines without end", head: "Subject: x\r\n", unit: " x\r\n"),
    Shape(testDescription: "stray lines without end", head: "Subject: x\r\n", unit: "x\r\n"),
    Shape(
      testDescription: "messages in messages", head: "", unit: "Content-Type: message/rfc822\n\n"),
    Shape(
      testDescription: "messages that begin with strays", head: "",
      unit: "Content-Type: message/rfc822\nstray\n"),
    Shape(testDescription: "uuencoded beginnings", head: "Subject: x\n\n", unit: "begin 644 a\n"),
    Shape(
      testDescription: "uuencoded files", head: "Subject: x\n\n",
      unit: "begin 644 a\n#3&%S\n`\nend\n"),
    Shape(
      testDescription: "encoded messages", head: open,
      unit:
        "--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeA==\n"
    ),
    Shape(
      testDescription: "quoted-printable messages in each other",
      head: String(
        repeating: "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n",
        count: 20),
      // Twice a message, of which sixteen are opened.
      unit: "x", times: 2 * 16),
    Shape(testDescription: "unclosed comments", head: "Content-Type: ", unit: "("),
    Shape(testDescription: "unclosed encoded-words", head: "Subject: ", unit: "=?u?q?"),
  ]

  @Test(arguments: shapes)
  func `no byte is looked at more than a few times`(shape: Shape) throws {
    let mail = try ReadMail(shape.mail)
    #expect(mail.tree.bytesExamined <= shape.times * mail.bytes.length)
    #expect(mail.tree.allParts.count <= ReadingLimits.standard.parts + 2)
    #expect(mail.tree.violations(of: mail.bytes) == [])
  }
}
