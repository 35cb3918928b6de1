import MIME

/// The type and size of a part's decoded content, found by reading it once.
struct ContentFacts {
  private static let prefixLength = MediaTypeSniffer.prefixLength

  /// Decoded bytes.
  private(set) var size: Int64 = 0
  private var prefix: [UInt8] = []
  private let declared: String
  private let fileName: String?

  init(declared: String, fileName: String?) {
    self.declared = declared
    self.fileName = fileName
  }

  /// Reads the whole part. Throws when the file can't be read.
  init(of part: MessagePart) throws {
    var facts = ContentFacts(declared: part.mediaType, fileName: part.fileName)
    try part.forEachDecodedChunk { facts.add($0) }
    self = facts
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    size += Int64(bytes.count)
    if prefix.count < Self.prefixLength {
      prefix.append(contentsOf: bytes.prefix(Self.prefixLength - prefix.count))
    }
  }

  /// By the first bytes; the declared type where they don't tell.
  var mediaType: String {
    prefix.withUnsafeBytes {
      MediaTypeSniffer.mediaType(of: $0, declared: declared, fileName: fileName)
    }
  }
}
