import Foundation
import Store

/// Where a document's bytes go: standard output, or a new file that is there whole or not at all.
struct ExportTarget {
  private let path: String?

  init(_ path: String?) {
    self.path = path == "-" ? nil : path
  }

  func write(_ blob: BlobFile) throws {
    guard let path else {
      try write(blob, to: STDOUT_FILENO, named: "standard output")
      return
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(Self.cause("can't be made", path)) }
    do {
      try write(blob, to: descriptor, named: path)
      guard close(descriptor) == 0 else { throw Failure(Self.cause("can't be written", path)) }
    } catch {
      close(descriptor)
      unlink(path)
      throw error
    }
  }

  private func write(_ blob: BlobFile, to descriptor: Int32, named name: String) throws {
    try blob.forEachChunk { chunk in
      var rest = chunk
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          throw Failure(Self.cause("can't be written", name))
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }

  private static func cause(_ what: String, _ path: String) -> String {
    "\(path) \(what): \(String(cString: strerror(errno)))"
  }
}
