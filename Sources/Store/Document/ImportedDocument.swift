import Platform
import Records

/// A row of a table of documents, and its file once its bytes are kept.
package struct ImportedDocument: Sendable {
  package let texts: ImportedTexts
  var kept: KeptFile?

  package init(_ texts: ImportedTexts) { self.texts = texts }

  /// From the folder on.
  var path: String { texts.given(.file) ?? "" }
}

/// A file whose bytes are in the blob store.
package struct KeptFile: Sendable {
  /// One path component, without control characters.
  package let name: String
  package let mediaType: String
  package let blob: BlobReference

  package init(name: String, mediaType: String, blob: BlobReference) {
    (self.name, self.mediaType, self.blob) = (name, mediaType, blob)
  }
}

/// The files that imports at a company have made documents of: the same file with the same bytes
/// is none again, whatever became of the document.
struct ImportedFiles {
  let company: CompanyID
  let transaction: Transaction

  func contains(_ path: String, _ sha256: Digest) throws -> Bool {
    let key = Self.key(path, sha256)
    return try transaction.exists(
      "SELECT 1 FROM importedFile WHERE company = \(company) AND key = \(key)")
  }

  func note(_ path: String, _ sha256: Digest) throws {
    try transaction.run(
      "INSERT INTO importedFile (company, key) VALUES (\(company), \(Self.key(path, sha256)))")
  }

  /// A digest, since names of files name people.
  private static func key(_ path: String, _ sha256: Digest) -> Digest {
    Digest(of: "\(sha256.hexadecimal) \(path)")
  }
}
