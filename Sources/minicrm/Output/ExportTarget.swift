import Foundation
import Store

/// The target of a document's bytes: standard output, or a new file, whole or not at all.
///
/// The bytes are compared with what was filed as they go by. What standard output has got of a
/// damaged document can't be taken back; the exit code says it.
struct ExportTarget {
  private let path: String?

  init(_ path: String?) {
    self.path = path == "-" ? nil : path
  }

  func write(_ blob: BlobFile) throws {
    guard let path else {
      return try blob.forEachChunk(OutputFile.standard.write)
    }
    // Said before anything is read; the naming makes sure of it.
    guard access(path, F_OK) != 0 else {
      throw Failure(.unwritable, Self.cause("can't be made", path, EEXIST))
    }
    let folder = (path as NSString).deletingLastPathComponent
    let name = ".minicrm-" + String(UInt64.random(in: .min ... .max), radix: 36)
    let unfinished = folder.isEmpty ? name : folder + "/" + name
    let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Failure(.unwritable, Self.cause("can't be made", path, errno))
    }
    do {
      defer { close(descriptor) }
      try blob.forEachChunk(OutputFile(descriptor: descriptor, name: path).write)
      guard fsync(descriptor) == 0 else {
        throw Failure(.unwritable, Self.cause("can't be written", path, errno))
      }
      try Self.name(unfinished, path)
    } catch {
      unlink(unfinished)
      throw error
    }
  }

  /// Replaces nothing.
  private static func name(_ unfinished: String, _ path: String) throws {
    if link(unfinished, path) == 0 {
      unlink(unfinished)
      return
    }
    // A file system without hard links: nobody was there a moment ago.
    guard errno == EPERM || errno == EOPNOTSUPP, rename(unfinished, path) == 0 else {
      throw Failure(.unwritable, cause("can't be made", path, errno))
    }
  }

  private static func cause(_ what: String, _ path: String, _ code: Int32) -> String {
    "\(path) \(what): \(String(cString: strerror(code)))"
  }
}
