import Glibc
import Platform

/// The work on one request: the limits, the end of its time, and who may wish for its end.
struct PreviewWork: Sendable {
  let limits: PreviewLimits
  /// The directory of unnamed files.
  let directory: String
  let deadline: ContinuousClock.Instant
  /// The connection: who closes the other end wants no answer any more.
  let connection: Int32
  /// Readable when the server stops.
  let stop: Int32

  init(
    _ limits: PreviewLimits, in directory: String, for connection: Int32, stop: Int32,
    now: ContinuousClock.Instant = .now
  ) {
    (self.limits, self.directory) = (limits, directory)
    (self.connection, self.stop) = (connection, stop)
    deadline = now + limits.time
  }

  func temporaryFile() throws(PreviewRefusal) -> TemporaryFile {
    do throws(SystemError) {
      return try TemporaryFile(in: directory)
    } catch {
      throw .unavailable("\(error)")
    }
  }

  /// Waits for the end of a process; the reason where the work has to end before.
  func awaitEnd(of process: pid_t) -> PreviewRefusal? {
    let end = LinuxCalls.openProcess(process)
    guard end >= 0 else { return .unavailable("process \(process): \(ErrorNumber.last)") }
    defer { close(end) }
    return awaitReadable(end)
  }

  /// Waits until something can be read there, or its peer has gone; the reason where the work has
  /// to end before.
  func awaitReadable(_ descriptor: Int32) -> PreviewRefusal? {
    while true {
      var polls = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: connection, events: Self.peerGone, revents: 0),
        pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
      ]
      let left = deadline - .now
      guard left > .zero else { return .beyond(.time) }
      let milliseconds = Int32(clamping: Int64((left / .milliseconds(1)).rounded(.up)))
      guard poll(&polls, nfds_t(polls.count), milliseconds) > 0 else {
        if errno == EINTR || ContinuousClock.now >= deadline { continue }
        continue
      }
      if polls[0].revents != 0 { return nil }
      if polls[2].revents != 0 { return .unavailable("the previewer stops") }
      return .unavailable("nobody waits for the answer")
    }
  }

  /// POLLRDHUP of <poll.h>, which Swift does not import.
  private static let peerGone: Int16 = 0x2000
}
