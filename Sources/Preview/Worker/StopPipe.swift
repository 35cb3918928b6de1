import Glibc
import Platform

/// A wish to stop that poll(2) sees.
final class StopPipe: Sendable {
  enum Wait {
    case readable
    case nothing
    case stopped
  }

  /// Readable once the wish is there.
  let descriptor: Int32
  private let writing: Int32

  init() throws(SystemError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw SystemError(.last, "make a pipe", subject: "the previewer")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (descriptor, writing) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(writing)
  }

  /// From any thread, as often as one likes.
  func ask() {
    var byte: UInt8 = 0
    _ = write(writing, &byte, 1)
  }

  /// Waits for a descriptor, for so long at most, and for the wish.
  func awaitReadable(_ other: Int32, _ limit: Duration) -> Wait {
    var polls = [
      pollfd(fd: other, events: Int16(POLLIN), revents: 0),
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let milliseconds = Int32(clamping: Int64((limit / .milliseconds(1)).rounded(.up)))
    guard poll(&polls, 2, milliseconds) > 0 else { return .nothing }
    return polls[1].revents != 0 ? .stopped : .readable
  }
}
