import Glibc
import Platform

/// Which files are unfinished blobs, and what becomes of those that nobody goes on with.
extension TemporaryBlob {
  package static func newName() -> String { String(UInt64.random(in: .min ... .max), radix: 36) }

  /// A file of that name may have got it from `newName()`.
  package static func isName(_ name: String) -> Bool {
    name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
      && (1...13).contains(name.utf8.count)
  }

  /// Removes the files of processes that are gone: a writer holds a lock on its own. Nothing else
  /// is touched.
  package static func removeAbandoned(in folder: String, subject: String) throws(SystemError) {
    for name in try PrivateDirectory.names(in: folder, subject: subject) where isName(name) {
      let path = folder + "/" + name
      let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      var status = stat()
      guard fstat(descriptor, &status) == 0, OwnFile.isOwn(status, .file),
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
      else { continue }
      unlink(path)
    }
  }
}
