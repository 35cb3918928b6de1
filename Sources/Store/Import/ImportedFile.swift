import Glibc
import Platform
import Records

/// A file that is imported, as it is known again when it is given again.
package struct ImportedFile: Sendable, Hashable {
  /// The file's name in the caller's words: `asiakkaat.csv`.
  package let name: String
  /// SHA-256 of its bytes.
  package let digest: Digest

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    digest = Digest(of: bytes)
  }

  /// Reads an open file from its beginning; where it stands stays.
  package init(name: String, descriptor: Int32) throws(StoreError) {
    self.name = name
    var digest = SHA256()
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var offset: Int64 = 0
    do throws(ErrorNumber) {
      while case let count = try DescriptorCalls.read(descriptor, into: &chunk, at: offset),
        count > 0
      {
        chunk.withUnsafeBytes { digest.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        offset += Int64(count)
      }
    } catch {
      throw .system(error, "read it", subject: name)
    }
    self.digest = digest.finish()
  }
}

/// The source of an import: a file with rows of one kind, at one company.
struct ImportSource: Sendable, Hashable {
  enum Kind: String { case customers, contacts, events, groups, tasks, documents }

  let company: CompanyID
  let kind: Kind
  let file: ImportedFile
}
