/// The beginning of a request. One connection of a Unix stream socket carries one request and its
/// answer; all numbers are big-endian.
///
/// | bytes | request | answer |
/// |---|---|---|
/// | 4 | `MCP1` | `MCP1` |
/// | 1 | wish: 1 page count, 2 page, 3 text | 0, or the refusal (`AnswerFrame`) |
/// | 1 | the file: 1 a passed descriptor, 2 a stream | the limit that was met, else 0 |
/// | 2 | width in pixels, else 0 | bit 0: the answer is whole |
/// | 8 | page, else 0 | page count, or bytes that follow |
///
/// *A passed descriptor* comes beside the first byte (SCM_RIGHTS, unix(7)), open for reading: a
/// regular file is read from its beginning, a pipe to its end. *A stream* follows as chunks, each
/// four bytes of length (1 to `longestChunk`) and so many bytes; a length of 0 ends it.
///
/// The server answers and closes, before a stream has ended where the file is beyond a limit. A
/// client that closes its end, or half of it, has the work on it ended at once.
struct RequestFrame: Equatable {
  enum Source: UInt8 {
    case descriptor = 1
    case stream
  }

  static let size = 16
  static let magic = Array("MCP1".utf8)
  /// Bytes of a stream's chunk at most.
  static let longestChunk = 1 << 20

  let wish: PreviewWish
  let source: Source

  var bytes: [UInt8] {
    let (kind, page, width): (UInt8, Int, Int) =
      switch wish {
      case .pageCount: (1, 0, 0)
      case .page(let page, let width): (2, page, width)
      case .text: (3, 0, 0)
      }
    return Self.magic + [kind, source.rawValue] + UInt16(clamping: width).bigEndianBytes
      + UInt64(clamping: page).bigEndianBytes
  }

  init(_ wish: PreviewWish, _ source: Source) {
    (self.wish, self.source) = (wish, source)
  }

  /// Nil for what is no request.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.size, bytes.starts(with: Self.magic),
      let source = Source(rawValue: bytes[5])
    else { return nil }
    let width = Int(UInt16(bigEndianBytes: bytes[6..<8]))
    let page = Int(clamping: UInt64(bigEndianBytes: bytes[8..<16]))
    switch bytes[4] {
    case 1: wish = .pageCount
    case 2: wish = .page(page, width: width)
    case 3: wish = .text
    default: return nil
    }
    self.source = source
  }
}

extension FixedWidthInteger {
  var bigEndianBytes: [UInt8] {
    stride(from: Self.bitWidth - 8, through: 0, by: -8).map {
      UInt8(truncatingIfNeeded: self >> $0)
    }
  }

  init(bigEndianBytes bytes: some Sequence<UInt8>) {
    self = bytes.reduce(0) { $0 << 8 | Self($1) }
  }
}
