import Glibc
import Platform

/// A Unix socket that takes connections; closed when the last holder goes.
package final class ListeningSocket: Sendable {
  static let stream = Int32(SOCK_STREAM.rawValue)
  /// Connections that wait while all slots are taken.
  private static let longestQueue: Int32 = 64

  package let descriptor: Int32

  /// A socket that listens already, such as systemd's or a parent's.
  package init(taking descriptor: Int32) throws(SystemError) {
    self.descriptor = descriptor
    // Several wait for the same connection, and one of them gets it.
    let flags = fcntl(descriptor, F_GETFL)
    guard flags >= 0, fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) >= 0,
      fcntl(descriptor, F_SETFD, FD_CLOEXEC) >= 0
    else { throw SystemError(.last, "use it", subject: "descriptor \(descriptor)") }
  }

  /// Makes the socket at the path, for this user alone. A socket that stands there is replaced.
  package convenience init(at path: String) throws(SystemError) {
    let made = socket(AF_UNIX, Self.stream | O_CLOEXEC, 0)
    guard made >= 0 else { throw SystemError(.last, "make a socket", subject: path) }
    try self.init(taking: made)
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK { unlink(path) }
    guard try Self.withAddress(path, { bind(made, $0, $1) }) == 0,
      chmod(path, 0o600) == 0, listen(made, Self.longestQueue) == 0
    else { throw SystemError(.last, "listen there", subject: path) }
  }

  deinit { close(descriptor) }

  /// The next connection; nil when another has taken it.
  func accept() -> Connection? {
    let taken = Glibc.accept(descriptor, nil, nil)
    guard taken >= 0 else { return nil }
    _ = fcntl(taken, F_SETFD, FD_CLOEXEC)
    return Connection(taken)
  }

  static func withAddress<Answer>(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Answer
  ) throws(SystemError) -> Answer {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw SystemError(ErrorNumber(code: ENAMETOOLONG), "use it as a socket", subject: path)
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
    }
  }
}
