import Testing

@testable import MIME

struct MediaTypeSnifferArchiveTests {
  private static let openXML = "application/vnd.openxmlformats-officedocument"

  /// One local file header of a ZIP archive with its data (APPNOTE.TXT 4.3.7); `streamed` leaves
  /// the sizes to a data descriptor after the data.
  private static func entry(
    _ name: String, _ data: String = "data", streamed: Bool = false
  ) -> [UInt8] {
    let size: [UInt8] = streamed ? [0, 0, 0, 0] : [UInt8(data.utf8.count), 0, 0, 0]
    let header: [UInt8] =
      [0x50, 0x4B, 3, 4, 20, 0, streamed ? 8 : 0, 0, 0, 0] + [0, 0, 0, 0, 1, 2, 3, 4]
      + size + size + [UInt8(name.utf8.count), 0, 0, 0]
    let descriptor: [UInt8] = streamed ? [0x50, 0x4B, 7, 8] + [UInt8](repeating: 1, count: 12) : []
    return header + Array(name.utf8) + Array(data.utf8) + descriptor
  }

  private func sniffed(
    _ entries: [[UInt8]], declared: String? = nil, name: String? = nil
  ) -> String {
    MediaTypeSnifferTests.sniffed(Array(entries.joined()), declared: declared, name: name)
  }

  @Test(
    arguments: [
      (["[Content_Types].xml", "_rels/.rels", "word/document.xml"], "wordprocessingml.document"),
      (["docProps/app.xml", "xl/workbook.xml"], "spreadsheetml.sheet"),
      (["_rels/.rels", "ppt/presentation.xml"], "presentationml.presentation"),
    ], [true, false])
  func `an office document is told by its main folder`(
    content: ([String], String), streamed: Bool
  ) {
    let entries = content.0.map { Self.entry($0, streamed: streamed) }
    #expect(sniffed(entries) == "\(Self.openXML).\(content.1)")
    #expect(sniffed(entries, declared: "application/msword") == "\(Self.openXML).\(content.1)")
  }

  @Test func `macros and templates show in the name`() {
    let entries = [Self.entry("[Content_Types].xml"), Self.entry("word/document.xml")]
    #expect(sniffed(entries, name: "a.docm") == "application/vnd.ms-word.document.macroenabled.12")
    #expect(sniffed(entries, name: "a.xlsx").hasSuffix("wordprocessingml.document"))
  }

  @Test func `a main part beyond the sample leaves it to the name and the declared type`() {
    let entries = [Self.entry("[Content_Types].xml")]
    let declared = "\(Self.openXML).presentationml.presentation"
    #expect(sniffed(entries, name: "a.xlsx") == "\(Self.openXML).spreadsheetml.sheet")
    #expect(sniffed(entries, declared: declared) == declared)
    #expect(sniffed(entries) == "application/zip")
  }

  @Test(arguments: [
    "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.text-template", "application/epub+zip",
  ])
  func `an open document says its type in its first entry`(type: String) {
    #expect(sniffed([Self.entry("mimetype", type), Self.entry("content.xml")]) == type)
  }

  @Test func `an archive is not what is inside it`() {
    let inner = String(decoding: Self.entry("[Content_Types].xml"), as: UTF8.self)
    let entries = [Self.entry("liite.docx", inner), Self.entry("toinen.txt")]
    #expect(sniffed(entries) == "application/zip")
    #expect(
      sniffed(entries, declared: "\(Self.openXML).wordprocessingml.document")
        == "application/zip")
    #expect(sniffed(entries, declared: "application/vnd.ms-excel") == "application/zip")
    #expect(sniffed([Self.entry("mimetype", "text/html")]) == "application/zip")
    #expect(sniffed([Self.entry("META-INF/MANIFEST.MF")]) == "application/java-archive")
    let kmz = "application/vnd.google-earth.kmz"
    #expect(sniffed([Self.entry("doc.kml")], declared: kmz) == kmz)
  }
}
