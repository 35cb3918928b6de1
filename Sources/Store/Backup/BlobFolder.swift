import Platform
import Records

/// The files of contents below a folder of blobs. What is not named like a content is passed over.
package struct BlobFolder {
  package struct File {
    package let path: String
    /// The digest that the file is named after.
    package let digest: Digest
  }

  package let directory: String
  /// The subject of errors.
  package let subject: String

  package init(directory: String, subject: String) {
    self.directory = directory
    self.subject = subject
  }

  /// Gives every file, one of the 256 folders after the other, and to `stranger` the path of what
  /// has no content's name.
  package func forEachFile(
    _ body: (File) throws -> Void, stranger: (String) -> Void = { _ in }
  ) throws {
    for folder in BlobStore.folders.dropLast() {
      let path = directory + "/" + folder
      for name in try PrivateDirectory.names(in: path, subject: subject) {
        if let digest = BlobReference.digest(folder: folder, name: name) {
          try body(File(path: path + "/" + name, digest: digest))
        } else {
          stranger(path + "/" + name)
        }
      }
    }
  }
}
