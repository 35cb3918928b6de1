import Records
import System

/// The files of contents below a folder of blobs. What is not named like a content is passed over.
struct BlobFolder {
  struct File {
    let path: String
    /// The SHA-256 that it is named after, 32 bytes.
    let digest: [UInt8]
  }

  let directory: String
  /// What errors are about.
  let subject: String

  /// Gives every file, one of the 256 folders after the other, and to `stranger` the path of what
  /// has no content's name.
  func forEachFile(
    _ body: (File) throws -> Void, stranger: (String) -> Void = { _ in }
  ) throws {
    for folder in BlobStore.folders.dropLast() {
      let path = directory + "/" + folder
      for name in try PrivateDirectory.names(in: path, subject: subject) {
        if let found = BlobReference(folder: folder, name: name) {
          try body(File(path: path + "/" + name, digest: found.sha256))
        } else {
          stranger(path + "/" + name)
        }
      }
    }
  }
}
