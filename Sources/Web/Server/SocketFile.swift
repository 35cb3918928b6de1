import Glibc
import Platform

/// The file of a Unix socket that we listen at.
enum SocketFile {
  /// Makes room for a socket: one that is left over, at which nobody listens, is removed. Throws
  /// when somebody listens there, or something else stands there.
  static func makeRoom(at path: String) throws(SystemError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return }
      throw SystemError(.last, "look at the socket", subject: path)
    }
    guard status.st_mode & S_IFMT == S_IFSOCK else {
      throw SystemError(
        kind: .misplaced, subject: path, cause: "it is no socket",
        suggestion: "move it away, or listen elsewhere; nothing was changed")
    }
    guard try !isListenedAt(path) else {
      throw SystemError(
        kind: .busy, subject: path, cause: "another process listens there",
        suggestion: "stop it first, or listen elsewhere")
    }
    guard unlink(path) == 0 || errno == ENOENT else {
      throw SystemError(.last, "remove the socket that is left over", subject: path)
    }
  }

  /// Lets the group of a socket that was just bound connect to it (0660).
  static func openToGroup(_ path: String) throws(SystemError) {
    guard chmod(path, 0o660) == 0 else {
      throw SystemError(.last, "open the socket to its group", subject: path)
    }
  }

  private static func isListenedAt(_ path: String) throws(SystemError) -> Bool {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw SystemError(.last, "make a socket", subject: path) }
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < room else {
      throw SystemError(
        kind: .other, subject: path, cause: "the path has more than \(room - 1) bytes",
        suggestion: "name a shorter one")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let answer = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    if answer == 0 { return true }
    if errno == ECONNREFUSED || errno == ENOENT { return false }
    throw SystemError(.last, "ask who listens at the socket", subject: path)
  }
}
