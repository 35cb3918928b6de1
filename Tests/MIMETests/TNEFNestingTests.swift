import MIME
import Testing

struct TNEFNestingTests {
  private typealias Attachment = TNEFFile.Attachment

  /// A message with an attachment that is `inner`, as an object.
  private func wrapped(_ inner: [UInt8], name: String) -> [UInt8] {
    var writer = TNEFWriter()
    writer.renderData()
    writer.title("Untitled Attachment")
    // The text that Exchange leaves for older programs.
    writer.data(Array("This attachment is a MAPI 1.0 embedded message\0".utf8))
    writer.properties([
      TNEFWriter.object(0x3701, interface: 7, inner), TNEFWriter.wide(0x3001, name),
    ])
    return writer.bytes
  }

  @Test func `a message inside is opened with its own code page`() throws {
    var inner = TNEFWriter(codePage: 1251)
    inner.messageProperties([TNEFWriter.wide(0x0037, "Sisempi\r\n")])
    inner.renderData()
    inner.data([1, 2, 3])
    inner.properties([TNEFWriter.narrow(0x3707, [0xCB, 0xE8, 0xF1])])
    let file = TNEFFile(wrapped(inner.bytes, name: "Tarjous 1/2"))
    let outer = try #require(try file.contents().contents?.attachments.first)
    #expect(outer.fileName == "Tarjous 1-2")
    #expect(outer.mediaType == "application/ms-tnef")
    #expect(outer.range.length == Int64(inner.bytes.count))
    #expect(outer.message?.subject == "Sisempi")
    #expect(outer.message?.attachments.map(\.fileName) == ["Лис"])
    #expect(outer.message?.attachments.first?.range.length == 3)
  }

  @Test func `sixteen levels are opened, and the seventeenth is data`() throws {
    var bytes = TNEFWriter().bytes
    for level in 0..<17 { bytes = wrapped(bytes, name: "taso \(level)") }
    var current = try #require(try TNEFFile.read(bytes))
    for level in (1..<17).reversed() {
      #expect(current.map(\.name) == ["taso \(level)"])
      current = try #require(current.first?.inside)
    }
    #expect(current.map(\.name) == ["taso 0"])
    #expect(current.first?.inside == nil)
    #expect(current.first?.content == TNEFWriter().bytes)
  }

  @Test func `a message inside that can't be opened is data`() throws {
    var inner = TNEFWriter()
    inner.attach("a.pdf", [1, 2, 3])
    let damaged = Array(inner.bytes.dropLast(60))
    #expect(
      try TNEFFile.read(wrapped(damaged, name: "a")) == [Attachment(name: "a", content: damaged)])
    #expect(
      try TNEFFile.read(wrapped([1, 2], name: "a")) == [Attachment(name: "a", content: [1, 2])])
  }

  @Test func `a winmail dat attached as a file is opened too`() throws {
    var inner = TNEFWriter()
    inner.attach("a.pdf", [1, 2, 3])
    var writer = TNEFWriter()
    writer.attach("winmail.dat", inner.bytes)
    let read = try TNEFFile.read(writer.bytes)
    #expect(read?.first?.inside == [Attachment(name: "a.pdf", content: [1, 2, 3])])
  }

  @Test func `an embedded object is data without its interface`() throws {
    let storage: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 5]
    var writer = TNEFWriter()
    writer.renderData()
    writer.data([9, 9])
    writer.properties([
      TNEFWriter.object(0x3701, interface: 11, storage), TNEFWriter.wide(0x3001, "Kuva"),
    ])
    writer.renderData()
    writer.properties([
      TNEFWriter.variable(0x3701, type: 0x000D, [[UInt8](repeating: 3, count: 20)]),
      TNEFWriter.wide(0x3707, "muu.bin"),
    ])
    writer.renderData()
    writer.properties([TNEFWriter.variable(0x3701, type: 0x000D, [[1, 2, 3]])])
    #expect(
      try TNEFFile.read(writer.bytes) == [
        Attachment(name: "Kuva", content: storage),
        Attachment(name: "muu.bin", content: [UInt8](repeating: 3, count: 20)),
        Attachment(name: nil, content: [1, 2, 3]),
      ])
  }
}
