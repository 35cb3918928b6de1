import Dispatch
import Glibc
import Synchronization

/// Ends the wait for an answer to a goodbye: when libcurl frees a handle it says QUIT and waits for
/// two minutes, whatever its options say. The socket is broken after a while instead.
final class FarewellLimit: Sendable {
  /// A descriptor of its own for the socket, so that no other is hit once libcurl has closed; -1
  /// when it is over.
  private let socket: Mutex<Int32>

  /// Begins. Nothing happens without a socket.
  init(socket: Int32?, patience: DispatchTimeInterval) {
    self.socket = Mutex(socket.map { fcntl($0, F_DUPFD_CLOEXEC, 0) } ?? -1)
    DispatchQueue.global().asyncAfter(deadline: .now() + patience) {
      self.socket.withLock { socket in
        if socket >= 0 { _ = shutdown(socket, Int32(SHUT_RDWR)) }
      }
    }
  }

  /// The handle is freed.
  func end() {
    socket.withLock { socket in
      if socket >= 0 { close(socket) }
      socket = -1
    }
  }
}
