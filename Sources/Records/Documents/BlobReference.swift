import Platform

/// The name of a content: its SHA-256, and how many bytes it has.
package struct BlobReference: Sendable, Hashable {
  package let sha256: Digest
  /// In bytes.
  package let size: Int64

  package init(sha256: Digest, size: Int64) {
    self.sha256 = sha256
    self.size = size
  }

  /// The path of the content's file below `blobs`: `ab/cdef…`.
  package var pathInBlobs: String {
    let name = sha256.hexadecimal
    return "\(name.prefix(2))/\(name.dropFirst(2))"
  }

  /// The digest that a file of that name in one of the folders of `blobs` is named after; nil for
  /// a name that no content has.
  package static func digest(folder: String, name: String) -> Digest? {
    guard let digest = Digest(hexadecimal: folder + name) else { return nil }
    // Capital letters are somebody else's.
    return digest.hexadecimal == folder + name ? digest : nil
  }
}
