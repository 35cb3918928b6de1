/// A SHA-256 (FIPS 180-4): the name of a content, a link of a chain, the key of a secret.
package struct Digest: Sendable, Hashable {
  /// In bytes.
  package static let size = 32

  /// The bytes. No SIMD type: the frame of an asynchronous function keeps no value that is aligned
  /// to more than 16 bytes.
  private struct Words: Sendable, Hashable {
    var (first, second, third, fourth): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  }

  private let words: Words

  package static let zeros = Digest(words: Words())

  private init(words: Words) { self.words = words }

  /// Nil when there are not 32 bytes.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.size else { return nil }
    self.init(words: bytes.withUnsafeBytes { $0.loadUnaligned(as: Words.self) })
  }

  /// Nil when the text isn't 64 hexadecimal digits.
  package init?(hexadecimal: some StringProtocol) {
    guard let bytes = Hexadecimal.bytes(hexadecimal) else { return nil }
    self.init(bytes)
  }

  /// The digest of bytes at hand.
  package init(of bytes: [UInt8]) {
    var sha256 = SHA256()
    sha256.update(bytes)
    self = sha256.finish()
  }

  /// The digest of a text's UTF-8.
  package init(of text: String) { self.init(of: Array(text.utf8)) }

  package var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

  /// 64 lower-case digits.
  package var hexadecimal: String { Hexadecimal.text(bytes) }
}

extension Digest {
  /// The digest of an algorithm's output.
  init(filledBy fill: (UnsafeMutableRawBufferPointer) -> Void) {
    var words = Words()
    withUnsafeMutableBytes(of: &words, fill)
    self.words = words
  }
}
