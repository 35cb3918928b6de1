import Glibc

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
  package var hexadecimal: String { BlobReference.hexadecimal(sha256) }

  /// Where its file stands below `blobs`: `ab/cdef…`.
  var pathInBlobs: String {
    let name = hexadecimal
    return name.prefix(2) + "/" + name.dropFirst(2)
  }

  /// True when a file is there in the content's full length.
  func hasFile(at path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && Int64(status.st_size) == size
  }

  package static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
