import Records
import TestKit
import Testing

@testable import Application

/// RFC 4180, and what people's files make of it.
@Suite struct CSVReaderTests {
  private func records(_ text: String) -> [CSVRecord] { Array(CSVReader(Array(text.utf8))) }

  @Test(arguments: [
    ("a;b\n1;2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
    ("a\tb\n1\t2;3,4", [["a", "b"], ["1", "2;3,4"]]),
    ("\"a;x\",b\n1;0,2", [["a;x", "b"], ["1;0", "2"]]),
    ("a;b,c;d\n1;2;3", [["a", "b,c", "d"], ["1", "2", "3"]]),
    ("a;b\n\"x;\"\"y\"\"\r\nz\";2\n", [["a", "b"], ["x;\"y\"\r\nz", "2"]]),
    ("a;b\n;\n\r\n \n;;\n1;\n", [["a", "b"], ["1", ""]]),
    ("a;b\n\"\";2\n\"\"\"\";\"", [["a", "b"], ["", "2"], ["\"", ""]]),
    ("a\n 1 \n", [["a"], [" 1 "]]), ("a\n1,5\n2\r3", [["a"], ["1,5"], ["2\r3"]]),
    ("\n\na;b\n1;2", [["a", "b"], ["1", "2"]]), ("", []), ("\n\r\n", []), ("\r", []),
    ("a;b\nä;€", [["a", "b"], ["ä", "€"]]),
    ("sep=;\r\na,b;c\r\n1,2;3", [["a,b", "c"], ["1,2", "3"]]),
    ("SEP=|\na|b;c\n", [["a", "b;c"]]), ("\"sep=,\"\na,b;c;d\n", [["a", "b;c;d"]]),
    ("sep=\t\na\tb", [["a", "b"]]), ("sep=;", []), ("sep;a\n1;2", [["sep", "a"], ["1", "2"]]),
  ])
  func `records are read as they were meant`(text: String, fields: [[String]]) {
    #expect(records(text).map(\.fields) == fields)
  }

  @Test func `a record knows the physical line that it begins on`() {
    let text = "\na;b\n\n\"1\n2\r\n3\";x\r\n;\ny;\"\n\"\nz;\n"
    #expect(records(text).map(\.line) == [2, 4, 8, 10])
    #expect(records("sep=;\na;b\n\n1;2").map(\.line) == [2, 4])
  }

  @Test(
    arguments: [
      ("a;b\nx\"y;2\n3;4", 2, .quoteInside(field: 1), 3),
      ("a;b\n1;\"y\"z\n3;4", 2, .behindQuote(field: 2), 3),
      ("a;b\n1;\"y\" \n3;4", 2, .behindQuote(field: 2), 3),
      ("a;b\n1;2\n3;\"4\n5;6\n", 3, .openQuote(field: 2), 3),
      ("a;b\n\"\"\"x;2\n3;4", 2, .openQuote(field: 1), 2),
    ] as [(String, Int, TableFault, Int)])
  func `broken quoting is said, and reading goes on`(
    text: String, line: Int, fault: TableFault, count: Int
  ) throws {
    let all = records(text)
    let broken = all.filter { $0.fault != nil }
    #expect(broken.map(\.line) == [line])
    #expect(broken.first?.fault == fault)
    #expect(all.count == count)
  }

  @Test func `any bytes give records`() {
    var random = SeededGenerator(seed: 4_180)
    let alphabet: [UInt8] = Array("\"\";,\t\r\n\n ab".utf8) + [0, 0xC3, 0xFF]
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      let lines = Array(CSVReader(bytes)).map(\.line)
      #expect(lines == lines.sorted() && Set(lines).count == lines.count, "\(bytes)")
      let last = bytes.count { $0 == UInt8(ascii: "\n") } + 1
      #expect(lines.allSatisfy { (1...last).contains($0) }, "\(bytes)")
    }
  }
}
