import System

/// The name of a content: its SHA-256, and how many bytes it has.
package struct BlobReference: Sendable, Hashable {
  /// 32 raw bytes.
  package let sha256: [UInt8]
  /// In bytes.
  package let size: Int64

  package init(sha256: [UInt8], size: Int64) {
    self.sha256 = sha256
    self.size = size
  }

  /// Nil when it isn't 64 hexadecimal digits.
  package init?(hexadecimal: String, size: Int64) {
    let digits = hexadecimal.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count == 64, hexadecimal.utf8.count == 64 else { return nil }
    sha256 = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    self.size = size
  }

  /// Lower-case hexadecimal.
  package var hexadecimal: String { Hexadecimal.text(sha256) }

  /// Where its file stands below `blobs`: `ab/cdef…`.
  package var pathInBlobs: String {
    Hexadecimal.text(sha256.prefix(1)) + "/"
      + Hexadecimal.text(sha256.dropFirst())
  }

  /// Of the file of that name in one of the folders of `blobs`; nil when no content has it. How
  /// long the content is the name doesn't tell.
  package init?(folder: String, name: String) {
    self.init(hexadecimal: folder + name, size: 0)
    // Capital letters are somebody else's.
    guard hexadecimal == folder + name else { return nil }
  }
}
