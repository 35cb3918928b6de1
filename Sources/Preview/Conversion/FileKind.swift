/// The way in which a file is shown, by its first bytes alone: a name or a declared type may lie.
enum FileKind: Equatable {
  case pdf
  /// libvips reads it; one with `pages` may have several.
  case picture(pages: Bool)
  case text(TextEncoding)

  /// Bytes that decide.
  static let headSize = 64 << 10

  /// Nil for what isn't shown, and for no bytes at all. `head` is the file's beginning.
  init?(_ head: [UInt8]) {
    if head.isEmpty { return nil }
    if let picture = Self.picture(head) {
      self = picture
    } else if Self.hasPDFMark(head) {
      self = .pdf
    } else if let encoding = TextEncoding(head) {
      self = .text(encoding)
    } else {
      return nil
    }
  }

  /// Programs write bytes before the mark, and all readers allow a kilobyte of them.
  private static func hasPDFMark(_ head: [UInt8]) -> Bool {
    let mark = Array("%PDF-".utf8)
    let start = head.prefix(1_024 + mark.count)
    return start.indices.contains { start[$0...].starts(with: mark) }
  }

  private static func picture(_ head: [UInt8]) -> FileKind? {
    func has(_ bytes: [UInt8], at offset: Int = 0) -> Bool {
      head.dropFirst(offset).starts(with: bytes)
    }
    if has([0xff, 0xd8, 0xff]) || has([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
      || has(Array("GIF87a".utf8)) || has(Array("GIF89a".utf8))
      || has(Array("RIFF".utf8)) && has(Array("WEBP".utf8), at: 8)
    {
      return .picture(pages: false)
    }
    // TIFF, and BigTIFF, of either byte order.
    for mark: [UInt8] in [[0x49, 0x49, 42, 0], [0x4d, 0x4d, 0, 42], [0x49, 0x49, 43, 0]] {
      if has(mark) { return .picture(pages: true) }
    }
    let brands = ["heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", "avif"]
    if has(Array("ftyp".utf8), at: 4), brands.contains(where: { has(Array($0.utf8), at: 8) }) {
      return .picture(pages: false)
    }
    return nil
  }
}
