import Glibc
import Synchronization

/// Ends a blocking wait from any thread. Once raised it stays raised.
final class WakeSignal: Sendable {
  /// Readable once the signal is raised; -1 if the system gave none, then `isRaised` alone works.
  let descriptor: Int32
  private let writeEnd: Int32
  private let raised = Atomic(false)

  init() {
    var ends: [Int32] = [-1, -1]
    if pipe(&ends) != 0 { ends = [-1, -1] }
    for end in ends where end >= 0 {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    descriptor = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    for end in [descriptor, writeEnd] where end >= 0 { close(end) }
  }

  var isRaised: Bool { raised.load(ordering: .acquiring) }

  func raise() {
    raised.store(true, ordering: .releasing)
    var byte: UInt8 = 1
    // A write fails only when the pipe is full, and then the pipe is readable already.
    _ = write(writeEnd, &byte, 1)
  }
}
