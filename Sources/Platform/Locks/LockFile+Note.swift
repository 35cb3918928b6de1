import Glibc

/// The note in a lock file behind the holder's line.
extension LockFile {
  private static let longest = 4_096 + 1

  /// Writes a line there, which stays whoever has the lock; only where it isn't there already.
  package func note(_ text: String) {
    guard Self.note(in: path) != text else { return }
    let line = Array((text + "\n").utf8)
    _ = pwrite(descriptor, line, line.count, off_t(Self.lineLength))
    ftruncate(descriptor, off_t(Self.lineLength + line.count))
  }

  /// The line of the file at a path; nil when there is none, or it can't be read.
  package static func note(in path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: longest)
    let count = pread(descriptor, &bytes, bytes.count, off_t(lineLength))
    guard count > 0, let end = bytes.prefix(count).firstIndex(of: UInt8(ascii: "\n")) else {
      return nil
    }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }
}
