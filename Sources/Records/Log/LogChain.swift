import Platform

/// The hash chain of a company's log.
///
/// An entry's hash is SHA-256(hash of the company's entry before ‖ canonical entry). The canonical
/// entry is the list of the record's fields that hold a value, ordered by name, each as length and
/// bytes of the name, one byte for the type (`i` a number, `t` text, `b` bytes), length and bytes
/// of the value; numbers and lengths are big-endian, of 64 bits.
package enum LogChain {
  /// The hash before the first entry of a company.
  package static let start: Digest = .zeros

  /// 16 bytes, new for each text: from its digest nobody guesses a text that was erased.
  package static func randomSalt() -> [UInt8] {
    let halves = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
    return withUnsafeBytes(of: halves) { Array($0) }
  }

  /// The digest that covers a text. The digest stays when the text must be erased, and the random
  /// salt keeps the text from being guessed.
  package static func textDigest(salt: [UInt8], text: String) -> Digest {
    var digest = SHA256()
    digest.update(salt)
    digest.update(Array(text.utf8))
    return digest.finish()
  }

  package static func hash(after previous: Digest, _ record: LogRecord) -> Digest {
    var bytes = previous.bytes
    for (name, value) in record.fields {
      name.withUTF8Buffer { append($0, to: &bytes) }
      switch value {
      case .number(let number):
        bytes.append(UInt8(ascii: "i"))
        append(bigEndian(UInt64(bitPattern: number)), to: &bytes)
      case .text(let text):
        bytes.append(UInt8(ascii: "t"))
        append(text.utf8, to: &bytes)
      case .digest(let digest):
        bytes.append(UInt8(ascii: "b"))
        append(digest.bytes, to: &bytes)
      }
    }
    return Digest(of: bytes)
  }

  private static func append(_ value: some Collection<UInt8>, to bytes: inout [UInt8]) {
    bytes += bigEndian(UInt64(value.count))
    bytes += value
  }

  private static func bigEndian(_ number: UInt64) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
