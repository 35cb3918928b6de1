import Testing

@testable import Preview

/// A text set as pages.
@Suite struct TextPagesTests {
  @Test func `lines end as any system ends them`() {
    #expect(TextPages("a\nb\r\nc\rd\n\ne", keeping: 1).lines == ["a", "b", "c", "d", "", "e"])
    #expect(TextPages("a\n", keeping: 1).lines == ["a"])
  }

  @Test func `a long line goes on in the next one`() {
    let pages = TextPages(String(repeating: "x", count: 200), keeping: 1)
    #expect(pages.lines.map(\.count) == [96, 96, 8])
  }

  @Test func `wide characters take two columns, marks none`() {
    #expect(TextPages(String(repeating: "漢", count: 49), keeping: 1).lines.map(\.count) == [48, 1])
    let marked = String(repeating: "a\u{301}", count: 97)
    #expect(TextPages(marked, keeping: 1).lines.map(\.count) == [96, 1])
  }

  @Test func `a tab goes to the next eighth column`() {
    #expect(TextPages("a\tb\t\tc", keeping: 1).lines == ["a       b               c"])
  }

  @Test func `controls and turned text show as replaced`() {
    #expect(
      TextPages("a\u{0}b\u{202e}c\u{1b}", keeping: 1).lines == ["a\u{fffd}b\u{fffd}c\u{fffd}"])
  }

  @Test func `a page has 72 lines`() {
    let text = (1...150).map { "line \($0)" }.joined(separator: "\n")
    let pages = TextPages(text, keeping: 3)
    #expect(pages.pages == 3 && pages.lines == (145...150).map { "line \($0)" })
    #expect(TextPages(text, keeping: 4).lines == [])
    #expect(TextPages("", keeping: 1).pages == 1)
  }

  @Test func `a drawing has nothing of the text's markup`() {
    let svg = TextDrawing(lines: ["</text><image href='file:///etc/passwd'/>&a;\"\u{301}"]).svg
    #expect(
      !svg.contains("<image") && svg.contains("&lt;image href='file:///etc/passwd'/&gt;&amp;a;"))
  }

  @Test(arguments: [
    (Array("abc".utf8), TextEncoding.utf8), ([0xef, 0xbb, 0xbf, 0x61], .utf8),
    ([0xff, 0xfe, 0x61, 0], .utf16(isBigEndian: false)), ([0x61, 0xe4], .windows1252),
    ([0xfe, 0xff, 0, 0x61], .utf16(isBigEndian: true)),
  ])
  func `an encoding is seen`(bytes: [UInt8], encoding: TextEncoding) {
    #expect(TextEncoding(bytes) == encoding)
    #expect(encoding.text(bytes).hasPrefix("a"))
  }

  @Test(
    arguments: [[0, 1, 2, 3], [0x61, 0], [1, 1, 1, 1], [0x50, 0x4b, 3, 4, 0, 0]] as [[UInt8]])
  func `what is no text is seen`(bytes: [UInt8]) { #expect(TextEncoding(bytes) == nil) }

  @Test(arguments: [
    (595.0, 842.0, 800, 800, 1132), (200, 5_000, 2_400, 1_264, 31_600), (5_000, 200, 160, 160, 6),
    (1, 1, 2_400, 2_400, 2_400),
  ])
  func `an image is as wide as was asked for, within its pixels`(
    wide: Double, tall: Double, asked: Int, width: Int, height: Int
  ) {
    let image = PageSize(width: wide, height: tall).image(width: asked, pixels: 40_000_000)
    #expect(image.map { [$0.width, $0.height] } == [width, height])
  }
}
