import Platform

/// The name of one thing that was made of a file's bytes.
package struct PreviewKey: Sendable, Hashable {
  /// The digest of the file's bytes.
  package let file: Digest
  package let wish: PreviewWish

  package init(_ file: Digest, _ wish: PreviewWish) {
    (self.file, self.wish) = (file, wish)
  }
}

extension PreviewKey {
  /// Raised when other images are made of the same files; files of other editions are never found,
  /// and go in time.
  private static let edition = 1

  /// The name of the cache's file, which begins with the digest.
  var fileName: String {
    let wish =
      switch wish {
      case .pageCount: "count"
      case .page(let page, let width): "page\(page)-\(width)"
      case .text: "text"
      }
    return "\(file.hexadecimal)-\(Self.edition)-\(wish)"
  }
}
