import Glibc

/// Waits for the end of a process that is none of ours.
package struct ProcessEnd: ~Copyable {
  private let descriptor: Int32

  /// Nil when it has ended already.
  package init?(of process: Int32, subject: String) throws(SystemError) {
    descriptor = LinuxCalls.openProcess(process)
    guard descriptor < 0 else { return }
    if errno == ESRCH { return nil }
    throw SystemError(.last, "watch process \(process)", subject: subject)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// False when it still runs after that time. Blocks.
  package func wait(_ limit: Duration) -> Bool {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let milliseconds = Int32(clamping: Int64((limit / .milliseconds(1)).rounded(.up)))
    return Glibc.poll(&poll, 1, milliseconds) > 0
  }
}
