import MIME

/// Finds the `cid:` addresses (RFC 2392) in HTML as it streams by: the Content-IDs of the images
/// that a mail's body shows.
struct ContentReferences {
  /// A body with more is not one that a person wrote; what lies beyond is not a decoration.
  static let limit = 10_000
  private static let longestID = 512
  private static let scheme = Array("cid:".utf8)

  private(set) var found: Set<String> = []
  private var matched = 0
  private var current: [UInt8]?

  mutating func scan(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes {
      if current != nil {
        collect(byte)
      } else if (byte | 0x20) == Self.scheme[matched] || byte == Self.scheme[matched] {
        matched += 1
        if matched == Self.scheme.count {
          current = []
          matched = 0
        }
      } else {
        matched = (byte | 0x20) == Self.scheme[0] ? 1 : 0
      }
    }
  }

  /// Ends an address that the text's end cut off.
  mutating func finish() {
    if let id = current { keep(id) }
    current = nil
    matched = 0
  }

  private mutating func collect(_ byte: UInt8) {
    let ends = byte <= 0x20 || "\"'<>()`".utf8.contains(byte)
    if ends || (current?.count ?? 0) >= Self.longestID {
      finish()
    } else {
      current?.append(byte)
    }
  }

  private mutating func keep(_ id: [UInt8]) {
    guard !id.isEmpty, found.count < Self.limit else { return }
    found.insert(String(decoding: Self.percentDecoded(id), as: UTF8.self))
    // Within a style attribute "&quot;" ends the address.
    if let quote = id.firstIndex(of: UInt8(ascii: "&")), quote > 0 { keep(Array(id[..<quote])) }
  }

  private static func percentDecoded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(
          String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        result.append(value)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}

extension ContentReferences {
  /// The Content-IDs that the HTML bodies of the message rooted at `root` refer to; those of the
  /// messages inside it are their own.
  static func inBodies(of root: MessagePart) throws -> Set<String> {
    let parts = root.partsOfThisMessage
    guard parts.contains(where: { $0.contentID != nil }) else { return [] }
    var references = ContentReferences()
    for part in parts where part.mediaType == "text/html" && part.children.isEmpty {
      try part.forEachDecodedChunk { references.scan($0) }
      references.finish()
    }
    return references.found
  }
}

extension MessagePart {
  /// This part and all below it, without what nested messages hold.
  var partsOfThisMessage: [MessagePart] {
    var result: [MessagePart] = []
    var waiting = [self]
    while let part = waiting.popLast() {
      result.append(part)
      if part.structure != .message { waiting.append(contentsOf: part.children.reversed()) }
    }
    return result
  }
}
