/// A message's header fields in order (RFC 5322 section 2.2), over one copy of the header block,
/// which the reader keeps to 1 MiB.
package struct MessageHeader: Sendable {
  /// One field; its name and value are made when asked for.
  package struct Field: Sendable {
    let block: HeaderBlock
    let start: Int32
    let nameEnd: Int32
    let valueStart: Int32
    let end: Int32
  }

  package let fields: [Field]
  /// The header block with the empty line that ends it. It begins after an mbox "From " line.
  package let range: ByteRange
}

extension MessageHeader.Field {
  /// As written, without surrounding white space; bytes that are not UTF-8 are replaced.
  package var name: String {
    String(decoding: block.bytes[Int(start)..<Int(nameEnd)], as: UTF8.self)
  }

  /// The whole field with its line end(s), in the file.
  package var range: ByteRange {
    block.range.slice(
      from: block.range.offset + Int64(start), to: block.range.offset + Int64(end))
  }

  /// The value as on the wire, but unfolded and without white space around it.
  package var value: [UInt8] {
    HeaderText.unfolded(block.bytes[Int(valueStart)..<Int(end)])
  }
}

extension MessageHeader {
  /// The first field of that name, without regard to case.
  package func first(_ name: String) -> Field? {
    let wanted = Array(name.utf8)
    return fields.first { $0.isNamed(wanted) }
  }

  /// Every field of that name, in order, without regard to case.
  package func all(_ name: String) -> [Field] {
    let wanted = Array(name.utf8)
    return fields.filter { $0.isNamed(wanted) }
  }

  /// The first such field as text for people: encoded-words and raw 8-bit decoded, at most 2,000
  /// characters, control characters as spaces. Nil when there is no such field.
  package func text(_ name: String) -> String? {
    first(name).map { HeaderText.text($0.value, limit: 2_000, charsets: CharsetDecoder()) }
  }
}

extension MessageHeader.Field {
  /// The name is `wanted`, without regard to the case of ASCII letters.
  func isNamed(_ wanted: [UInt8]) -> Bool {
    guard Int(nameEnd - start) == wanted.count else { return false }
    return zip(block.bytes[Int(start)..<Int(nameEnd)], wanted).allSatisfy {
      $0.asciiLowercased == $1.asciiLowercased
    }
  }
}
