import MIME
import Testing

struct TNEFHostileTests {
  private typealias Attachment = TNEFFile.Attachment

  @Test(
    arguments: [
      [], [0x78], [0x78, 0x9F, 0x3E, 0x22], [0x78, 0x9F, 0x3E, 0x22, 1, 0],
      [0x78, 0x9F, 0x3E, 0x22, 1, 0, 1], [0x78, 0x9F, 0x3E, 0x22, 1, 0, 0x0A],
      Array("%PDF-1.7".utf8),
    ] as [[UInt8]])
  func `what does not begin like a winmail dat is not opened`(bytes: [UInt8]) throws {
    #expect(try TNEFFile.read(bytes) == nil)
  }

  @Test func `an attachment that may be incomplete keeps the file whole`() throws {
    var headless = TNEFWriter()
    headless.renderData()
    #expect(try TNEFFile.read(headless.bytes) == nil)
    headless.title("a.pdf")
    #expect(try TNEFFile.read(headless.bytes) == nil)
    headless.properties([TNEFWriter.wide(0x3707, "a.pdf")], count: 2)
    #expect(try TNEFFile.read(headless.bytes) == nil)
    headless.data([1])
    #expect(try TNEFFile.read(headless.bytes) == [Attachment(name: "a.pdf", content: [1])])
  }

  @Test func `several data in one attachment keep the file whole`() throws {
    for values in [[[1], [2]], [[], [2]]] as [[[UInt8]]] {
      var writer = TNEFWriter()
      writer.renderData()
      writer.data([3])
      writer.properties([TNEFWriter.variable(0x3701, type: 0x1102, values)])
      #expect(try TNEFFile.read(writer.bytes) == nil)
    }
    var twice = TNEFWriter()
    twice.renderData()
    twice.properties([TNEFWriter.binary(0x3701, [1]), TNEFWriter.binary(0x3701, [2])])
    #expect(try TNEFFile.read(twice.bytes) == nil)
  }

  @Test func `attachments that are said and not there keep the file whole`() throws {
    var writer = TNEFWriter()
    writer.messageProperties([TNEFWriter.fixed(0x0E1B, type: 11, [1, 0, 0, 0])])
    #expect(try TNEFFile.read(writer.bytes) == nil)
    writer.attach("a", [1])
    #expect(try TNEFFile.read(writer.bytes)?.count == 1)
  }

  @Test func `bytes that are no attribute keep the file whole`() throws {
    var writer = TNEFWriter()
    writer.attach("a", [1])
    for tail in [[1], [2, 0, 0], [3] + [UInt8](repeating: 7, count: 20)] as [[UInt8]] {
      #expect(try TNEFFile.read(writer.bytes + tail) == nil)
    }
    #expect(try TNEFFile.read(writer.bytes + [7, 7, 7])?.count == 1)
  }

  @Test(arguments: [0x0001, 0x1001, 0x001F, 0x101F, 0x1048, 0x1002, 0x0000, 0x0BAD] as [UInt16])
  func `absurd counts end at once`(type: UInt16) throws {
    let most = TNEFWriter.number(.max)
    for name: [UInt8] in [[], [UInt8](repeating: 1, count: 16) + most] {
      let identifier: UInt16 = name.isEmpty ? 0x3707 : 0x9000
      var writer = TNEFWriter()
      writer.renderData()
      writer.data([1])
      writer.properties(
        [TNEFWriter.fixed(identifier, type: type, name + most + most + most)], count: .max)
      #expect(try TNEFFile.read(writer.bytes) == [Attachment(name: nil, content: [1])])
    }
  }

  @Test func `absurd lengths of attributes keep the file whole`() throws {
    for length in [UInt32.max, 0x7FFF_FFFF, 0x8000_0000] {
      var writer = TNEFWriter()
      writer.attach("a", [1])
      writer.append([2] + TNEFWriter.number(0x0006_800F) + TNEFWriter.number(length) + [1, 2, 3])
      #expect(try TNEFFile.read(writer.bytes) == nil)
    }
  }

  @Test func `more than 10,000 attachments keep the file whole`() throws {
    var writer = TNEFWriter()
    for _ in 0..<10_000 { writer.data([1]) }
    #expect(try TNEFFile.read(writer.bytes)?.count == 10_000)
    writer.data([1])
    #expect(try TNEFFile.read(writer.bytes) == nil)

    // Attachments inside messages inside count too.
    var inner = TNEFWriter()
    for _ in 0..<5 { inner.data([1]) }
    var outer = TNEFWriter()
    for _ in 0..<2 { outer.data(inner.bytes) }
    #expect(try TNEFFile.read(outer.bytes, by: TNEFReader(attachments: 12))?.count == 2)
    #expect(try TNEFFile.read(outer.bytes, by: TNEFReader(attachments: 11)) == nil)
  }

  /// Few bytes of all shapes are read, and none many times.
  @Test func `reading is linear in the file's size`() throws {
    let noise = [UInt8](repeating: 5, count: 500_000)
    var large = TNEFWriter()
    large.attach("a", noise)

    var nulls = TNEFWriter()
    nulls.data([1])
    nulls.properties([[UInt8](repeating: 0, count: 4) + noise.map { _ in 1 }], count: .max)
    nulls.messageProperties((0..<50_000).map { _ in TNEFWriter.fixed(0x0001, type: 1, []) })

    var many = TNEFWriter()
    for _ in 0..<2_000 { many.data(TNEFWriter().bytes) }

    var wide = TNEFWriter()
    for _ in 0..<50 { wide.data(TNEFWriter().bytes + [UInt8](repeating: 0, count: 5_000)) }

    var deep = TNEFWriter(codePage: 1).bytes
    for _ in 0..<16 {
      var writer = TNEFWriter()
      writer.properties([TNEFWriter.object(0x3701, interface: 7, deep)])
      writer.append([UInt8](repeating: 0, count: 20_000))
      deep = writer.bytes
    }
    for bytes in [large.bytes, nulls.bytes, many.bytes, wide.bytes, deep] {
      let (contents, bytesRead) = try TNEFFile(bytes).contents()
      #expect(contents != nil)
      #expect(bytesRead <= 4 * Int64(bytes.count) + 8_192)
    }
  }

  @Test func `a file that can't be read, or ends early, is an error and not an answer`() throws {
    let file = TNEFFile(TNEFWriter().bytes)
    var range = file.range
    range.length += 1_000
    #expect(throws: MessageReadError.self) { try TNEFReader().read(range) }
    range.source = .file(descriptor: -1)
    #expect(throws: MessageReadError.self) { try TNEFReader().read(range) }
    #expect(try file.contents().contents != nil)
  }
}
