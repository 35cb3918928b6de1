import Testing

@testable import minicrm

@Suite struct TextTableTests {
  private func rows(_ texts: [(String, String)]) -> [ShownRow] {
    texts.map { name, text in
      ShownRow([
        ShownRow.Field(key: "fileName", text: name), ShownRow.Field(key: "text", text: text),
      ])
    }
  }

  @Test func `columns are as wide as their widest cell`() {
    let table = TextTable(
      rows([("ä.pdf", "x"), ("日本.pdf", "y"), ("e\u{301}.pdf", "")]), columns: ["fileName", "text"],
      width: nil)
    #expect(table.text == "FILE NAME  TEXT\nä.pdf      x\n日本.pdf   y\ne\u{301}.pdf")
  }

  @Test func `on a narrow terminal the widest column gives way and goes on below`() {
    let table = TextTable(
      rows([("a.pdf", "Sähköpostista saapui a.pdf")]), columns: ["fileName", "text"], width: 28)
    #expect(
      table.text == """
        FILE NAME  TEXT
        a.pdf      Sähköpostista
                   saapui a.pdf
        """)
  }

  @Test func `a word longer than its column is broken, and no column vanishes`() {
    let table = TextTable(
      rows([("a", "0123456789abcdef")]), columns: ["fileName", "text"], width: 1)
    #expect(table.text == "FILE      TEXT\nNAME\na         01234567\n          89abcdef")
  }

  @Test func `what came by mail can't steer the terminal`() {
    let table = TextTable(
      rows([("\u{1B}[2J", "a\nb\u{202E}")]), columns: ["fileName", "text"], width: nil)
    #expect(table.text.hasSuffix("\u{FFFD}[2J       a\u{FFFD}b\u{FFFD}"))
  }
}
