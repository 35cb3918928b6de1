import System

/// The temporary file into which a message's encoded containers are unpacked; made only when there
/// is one. It lives as long as the message is read.
final class ScratchFile {
  private let directory: String
  private var file: TemporaryFile?

  init(directory: String) {
    self.directory = directory
  }

  func open() throws -> Int32 {
    let file = try TemporaryFile(in: directory)
    self.file = file
    return file.descriptor
  }
}
