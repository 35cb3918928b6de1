import Foundation

/// Lines for a program that reads them as they come.
extension OutputFile {
  /// Writes whole lines, all at once.
  func printLines(_ lines: [String]) throws {
    try Array(lines.map { $0 + "\n" }.joined().utf8).withUnsafeBytes(write)
  }

  /// Throws where whoever read a pipe or a socket has gone, which only the next write would tell.
  func requireReader() throws {
    var state = pollfd(fd: descriptor, events: 0, revents: 0)
    guard poll(&state, 1, 0) > 0, state.revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 else {
      return
    }
    throw Failure(.unwritable, "\(name) can't be written: nobody reads it any more")
  }
}
