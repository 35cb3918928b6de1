import Foundation
import MailIngest
import Store

/// A message given to a command: from a file, or from standard input, which is copied to the
/// store's spool first, up to the limit, so that it can be read at any place.
final class MessageInput {
  let descriptor: Int32
  /// Bytes.
  let size: Int64

  init(_ path: String, limit: Int64, spoolDirectory: String) throws {
    if path == "-" {
      (descriptor, size) = try Self.copyOfInput(limit: limit, spoolDirectory: spoolDirectory)
      return
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure.unreadable(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Failure("\(path) is not a file; give - to read from standard input")
    }
    size = Int64(status.st_size)
  }

  deinit { close(descriptor) }

  private static func copyOfInput(
    limit: Int64, spoolDirectory: String
  ) throws -> (Int32, Int64) {
    var template = Array("\(spoolDirectory)/input-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw Failure("\(spoolDirectory) can't be written: \(String(cString: strerror(errno)))")
    }
    unlink(template)
    let copy = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    var size: Int64 = 0
    do {
      while let chunk = try FileHandle.standardInput.read(upToCount: 1 << 16), !chunk.isEmpty {
        // What is too large is counted to its end, so that its sender isn't cut off, but not kept.
        try copy.write(contentsOf: chunk.prefix(Int(max(0, limit - size))))
        size += Int64(chunk.count)
      }
      try copy.seek(toOffset: 0)
    } catch {
      close(descriptor)
      throw error
    }
    return (descriptor, size)
  }
}
