import MIME
import Testing

struct TNEFReaderTests {
  private typealias Attachment = TNEFFile.Attachment

  private let pdf = Array("%PDF-1.7 sisältö".utf8)

  @Test func `attachments are ranges of the file, named by their long names`() throws {
    var writer = TNEFWriter()
    writer.messageProperties([TNEFWriter.wide(0x0037, "Lasku 12/2026")])
    writer.attach("Kesäkuun lasku.pdf", pdf)
    writer.attach("tyhjä.txt", [])
    let file = TNEFFile(writer.bytes)
    let contents = try #require(try file.contents().contents)
    #expect(contents.subject == "Lasku 12/2026")
    #expect(contents.attachments.map(\.fileName) == ["Kesäkuun lasku.pdf", "tyhjä.txt"])
    #expect(contents.attachments.map(\.range.length) == [Int64(pdf.count), 0])
    #expect(contents.attachments[0].range.source == file.range.source)
    #expect(contents.attachments[0].message == nil)
    #expect(try TNEFFile.read(writer.bytes)?.first?.content == pdf)
  }

  @Test func `a message without attachments is opened and empty`() throws {
    var writer = TNEFWriter()
    writer.attribute(0x0001_8004, Array("Terve\0".utf8), level: 1)
    writer.messageProperties([
      TNEFWriter.binary(0x1009, pdf), TNEFWriter.narrow(0x1000, "Terve"),
      TNEFWriter.fixed(0x0E1B, type: 11, [0, 0, 0, 0]),
    ])
    let contents = try TNEFFile(writer.bytes).contents().contents
    #expect(contents?.subject == "Terve")
    #expect(contents?.attachments == [])
  }

  @Test(
    arguments: [
      (
        [TNEFWriter.narrow(0x3707, "kapea.pdf"), TNEFWriter.wide(0x3707, "leveä.pdf")], "leveä.pdf"
      ),
      (
        [TNEFWriter.wide(0x3707, "leveä.pdf"), TNEFWriter.narrow(0x3707, "kapea.pdf")], "leveä.pdf"
      ),
      (
        [TNEFWriter.narrow(0x3704, "LYHYT~1.PDF"), TNEFWriter.narrow(0x3707, "pitkä.pdf")],
        "pitkä.pdf"
      ),
      ([TNEFWriter.narrow(0x3704, "LYHYT~1.PDF")], "LYHYT~1.PDF"),
      ([TNEFWriter.wide(0x3707, "\0"), TNEFWriter.wide(0x3001, "Näyttönimi")], "otsikko.pdf"),
      ([TNEFWriter.wide(0x3707, "C:\\Temp\\..\\a/b.pdf")], "b.pdf"),
      ([], "otsikko.pdf"),
    ] as [([[UInt8]], String)])
  func `the best name is taken`(properties: [[UInt8]], expected: String) throws {
    var writer = TNEFWriter(codePage: 65001)
    writer.renderData()
    writer.title("otsikko.pdf")
    writer.data(pdf)
    writer.properties(properties)
    #expect(try TNEFFile.read(writer.bytes) == [Attachment(name: expected, content: pdf)])
  }

  @Test(
    arguments: [
      (1252, [0xE4, 0xF6], "äö"), (0, [0xE4, 0xF6], "äö"), (65001, [0xC3, 0xA4], "ä"),
      (1251, [0xCB, 0xE8, 0xF1], "Лис"), (932, [0x93, 0xFA, 0x96, 0x7B], "日本"),
      (28605, [0xA4], "€"), (4_294_967_295, [0xE4], "ä"), (1200, [0xE4], "ä"),
    ] as [(UInt32, [UInt8], String)])
  func `an 8-bit name is in the message's code page`(
    codePage: UInt32, bytes: [UInt8], expected: String
  ) throws {
    var writer = TNEFWriter(codePage: codePage)
    writer.renderData()
    writer.data(pdf)
    writer.properties([TNEFWriter.narrow(0x3707, bytes + Array(".pdf".utf8))])
    #expect(try TNEFFile.read(writer.bytes)?.first?.name == expected + ".pdf")
  }

  @Test func `the message's properties give the code page where the attribute does not`() throws {
    var writer = TNEFWriter(codePage: 0)
    writer.messageProperties([
      TNEFWriter.fixed(0x3FDE, type: 3, TNEFWriter.number(28592)),
      TNEFWriter.fixed(0x3FFD, type: 3, TNEFWriter.number(1251)),
    ])
    writer.renderData()
    writer.data(pdf)
    writer.properties([TNEFWriter.narrow(0x3707, [0xCB, 0xE8, 0xF1])])
    #expect(try TNEFFile.read(writer.bytes)?.first?.name == "Лис")
  }

  @Test func `data may be a property, and may be larger than memory pages`() throws {
    let large = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var writer = TNEFWriter()
    writer.renderData()
    writer.properties([TNEFWriter.binary(0x3701, large), TNEFWriter.wide(0x3707, "a.bin")])
    writer.renderData()
    writer.properties([TNEFWriter.wide(0x3707, "b.bin"), TNEFWriter.binary(0x3701, [])])
    writer.attach("c.bin", large)
    #expect(
      try TNEFFile.read(writer.bytes) == [
        Attachment(name: "a.bin", content: large), Attachment(name: "b.bin", content: []),
        Attachment(name: "c.bin", content: large),
      ])
  }

  @Test func `details are read past properties of every type`() throws {
    let guid = [UInt8](repeating: 9, count: 16)
    var writer = TNEFWriter()
    writer.renderData()
    writer.data(pdf)
    writer.properties([
      TNEFWriter.fixed(0x0001, type: 1, []), TNEFWriter.fixed(0x0002, type: 2, [1, 0, 0, 0]),
      TNEFWriter.fixed(0x0003, type: 11, [1, 0, 0, 0]),
      TNEFWriter.fixed(0x0004, type: 0x40, [UInt8](repeating: 1, count: 8)),
      TNEFWriter.fixed(0x0005, type: 0x48, guid),
      TNEFWriter.fixed(0x0006, type: 0x1003, TNEFWriter.number(2) + guid[..<8]),
      TNEFWriter.fixed(0x0007, type: 0x1002, TNEFWriter.number(2) + guid[..<8]),
      TNEFWriter.fixed(0x0008, type: 0x1048, TNEFWriter.number(1) + guid),
      TNEFWriter.variable(0x0009, type: 0x101F, [[65, 0, 0, 0], [66, 0, 67, 0, 0, 0]]),
      TNEFWriter.variable(0x000A, type: 0x1102, []),
      TNEFWriter.named(nil, type: 3, [1, 0, 0, 0]),
      TNEFWriter.named(
        "Nimi", type: 0x1E, TNEFWriter.number(1) + TNEFWriter.number(1) + guid[..<4]),
      TNEFWriter.narrow(0x370E, "Image/PNG; x=y"), TNEFWriter.narrow(0x3712, "<kuva@1>"),
      TNEFWriter.fixed(0x3714, type: 3, [4, 0, 0, 0]),
      TNEFWriter.wide(0x3707, "kuva.png"),
    ])
    let contents = try TNEFFile(writer.bytes).contents().contents
    let attachment = try #require(contents?.attachments.first)
    #expect(attachment.fileName == "kuva.png")
    #expect(attachment.mediaType == "image/png")
    #expect(attachment.contentID == "kuva@1")
    #expect(attachment.rendersInBody)
  }

  @Test func `a wrong checksum, a missing last one and a trailing line end are no harm`() throws {
    var writer = TNEFWriter()
    writer.renderData()
    writer.attribute(0x0006_800F, pdf, checksum: 0xBEEF)
    writer.title("a.pdf")
    let expected = [Attachment(name: "a.pdf", content: pdf)]
    #expect(try TNEFFile.read(writer.bytes) == expected)
    #expect(try TNEFFile.read(writer.bytes.dropLast(2)) == expected)
    #expect(try TNEFFile.read(writer.bytes + [0x0D, 0x0A]) == expected)
    #expect(try TNEFFile.read(writer.bytes + [UInt8](repeating: 0, count: 5_000)) == expected)
  }

  @Test func `attributes in any order and without a beginning make attachments`() throws {
    var writer = TNEFWriter()
    writer.title("a.pdf")
    writer.data(pdf)
    writer.title("b.pdf")
    writer.data(pdf)
    writer.data([1])
    writer.properties([TNEFWriter.wide(0x3707, "c.bin")])
    writer.renderData()
    writer.data([2])
    writer.title("d.bin")
    #expect(
      try TNEFFile.read(writer.bytes) == [
        Attachment(name: "a.pdf", content: pdf), Attachment(name: "b.pdf", content: pdf),
        Attachment(name: "c.bin", content: [1]), Attachment(name: "d.bin", content: [2]),
      ])
  }

  @Test func `data given twice is one attachment, or two when it differs`() throws {
    var writer = TNEFWriter()
    writer.renderData()
    writer.data(pdf)
    writer.properties([TNEFWriter.binary(0x3701, pdf), TNEFWriter.wide(0x3707, "a.pdf")])
    writer.renderData()
    writer.data([1])
    writer.properties([TNEFWriter.binary(0x3701, pdf), TNEFWriter.wide(0x3707, "b.pdf")])
    #expect(
      try TNEFFile.read(writer.bytes) == [
        Attachment(name: "a.pdf", content: pdf), Attachment(name: "b.pdf", content: [1]),
        Attachment(name: "b.pdf", content: pdf),
      ])
  }

  @Test func `a link to a file elsewhere is an attachment of no bytes`() throws {
    var writer = TNEFWriter()
    writer.renderData()
    writer.properties([
      TNEFWriter.fixed(0x3705, type: 3, [7, 0, 0, 0]), TNEFWriter.wide(0x3707, "pilvi.docx"),
    ])
    #expect(try TNEFFile.read(writer.bytes) == [Attachment(name: "pilvi.docx", content: [])])
  }
}
