import MIME
import TestKit
import Testing

struct TNEFMutationTests {
  private typealias Attachment = TNEFFile.Attachment

  /// A file with attachments of all kinds.
  private static let sample: [UInt8] = {
    var inner = TNEFWriter()
    inner.attach("sisempi.bin", [7, 8, 9])
    var writer = TNEFWriter()
    writer.messageProperties([
      TNEFWriter.wide(0x0037, "Aihe"), TNEFWriter.named("Nimi", type: 3, [1, 2, 3, 4]),
    ])
    writer.attach("eka.pdf", Array("%PDF-1.7 ensimmäinen".utf8))
    writer.renderData()
    writer.properties([
      TNEFWriter.wide(0x3707, "toka.bin"), TNEFWriter.binary(0x3701, [1, 2, 3, 4, 5]),
    ])
    writer.renderData()
    writer.properties([
      TNEFWriter.object(0x3701, interface: 7, inner.bytes), TNEFWriter.wide(0x3001, "Viesti"),
    ])
    writer.attach("vika.txt", [])
    return writer.bytes
  }()

  @Test func `cut anywhere, it is not opened, or all that it has is whole`() throws {
    let whole = try #require(try TNEFFile.read(Self.sample))
    #expect(whole.map(\.name) == ["eka.pdf", "toka.bin", "Viesti", "vika.txt"])
    #expect(whole[2].inside == [Attachment(name: "sisempi.bin", content: [7, 8, 9])])
    var opened = 0
    for length in 0..<Self.sample.count {
      guard let read = try TNEFFile.read(Array(Self.sample[..<length])) else { continue }
      opened += 1
      #expect(read.map(\.content) == whole.prefix(read.count).map(\.content))
      #expect(read.dropLast().map(\.name) == whole.prefix(max(0, read.count - 1)).map(\.name))
    }
    // At the end of an attribute, and there without its checksum, nothing shows that more came.
    #expect(opened > 0 && opened < 60)
  }

  @Test func `every changed byte gives attachments within the file, or none`() throws {
    for index in Self.sample.indices {
      for change in [0x01, 0x80, 0xFF] as [UInt8] {
        var bytes = Self.sample
        bytes[index] ^= change
        try check(bytes)
      }
    }
  }

  @Test func `seeded mutations give attachments within the file, or none`() throws {
    var generator = SeededGenerator(seed: 20_260_101)
    for _ in 0..<3_000 {
      var bytes = Self.sample
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let start = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(bytes.count, start + Int.random(in: 0...12, using: &generator))
        switch Int.random(in: 0...3, using: &generator) {
        case 0: bytes.removeSubrange(start..<end)
        case 1: bytes.insert(contentsOf: Array(bytes[start..<end]), at: start)
        case 2: bytes.replaceSubrange(start..<end, with: TNEFWriter.number(.max))
        default: bytes[start] = UInt8.random(in: 0...255, using: &generator)
        }
        if bytes.isEmpty { bytes = Self.sample }
      }
      try check(bytes)
    }
  }

  private func check(_ bytes: [UInt8]) throws {
    let file = TNEFFile(bytes)
    guard let contents = try file.contents().contents else { return }
    var open = contents.attachments
    while let attachment = open.popLast() {
      let isInside =
        attachment.range.offset >= file.range.offset && attachment.range.length >= 0
        && attachment.range.end <= file.range.end
      #expect(isInside)
      open += attachment.message?.attachments ?? []
    }
  }
}
