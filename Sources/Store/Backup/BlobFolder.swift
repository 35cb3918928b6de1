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

  /// Gives every file, one of the 256 folders after the other.
  func forEachFile(_ body: (File) throws -> Void) throws {
    for byte in UInt8.min...UInt8.max {
      let folder = BlobReference.hexadecimal([byte])
      let path = directory + "/" + folder
      for name in try PrivateDirectory.names(in: path, subject: subject) {
        guard let found = BlobReference(hexadecimal: folder + name, size: 0) else { continue }
        try body(File(path: path + "/" + name, digest: found.sha256))
      }
    }
  }
}
