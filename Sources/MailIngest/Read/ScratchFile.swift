import System

/// The temporary file into which a message's encoded containers are unpacked; made only when there
/// is one. Whoever goes on to read the message's parts holds the file.
final class ScratchFile {
  private let directory: String
  /// Nil while there was no container.
  private(set) var file: TemporaryFile?

  init(directory: String) {
    self.directory = directory
  }

  func open() throws -> Int32 {
    let file = try TemporaryFile(in: directory)
    self.file = file
    return file.descriptor
  }
}
