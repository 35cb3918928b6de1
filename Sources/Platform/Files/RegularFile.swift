import Glibc

/// A file that somebody names, open for reading: a regular one, so that it begins and ends. A FIFO,
/// a device, a socket or a directory is refused before anybody waits for it.
package final class RegularFile: Sendable {
  /// Why a file can't be read, to be put behind its name.
  package struct Fault: Error, CustomStringConvertible {
    package let description: String

    fileprivate init(_ description: String) { self.description = description }

    fileprivate static func unreadable(_ number: ErrorNumber) -> Fault {
      Fault("can't be read: \(number)")
    }

    fileprivate static func tooLarge(_ limit: Int) -> Fault {
      let isWhole = limit % (1 << 20) == 0
      return Fault("is larger than \(isWhole ? "\(limit >> 20) MiB" : "\(limit) bytes")")
    }
  }

  package let descriptor: Int32
  /// Bytes.
  package let size: Int64

  package init(_ path: String) throws(Fault) {
    // To open a FIFO would wait for somebody who writes, and a terminal would become ours.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      throw errno == ENXIO ? Fault("is a socket, not a regular file") : .unreadable(.last)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Fault("is \(Self.kind(of: status)), not a regular file")
    }
    self.descriptor = descriptor
    size = Int64(status.st_size)
  }

  deinit { close(descriptor) }

  /// All of a file that has no more than `limit` bytes.
  package static func contents(of path: String, atMost limit: Int) throws(Fault) -> [UInt8] {
    try RegularFile(path).contents(atMost: limit)
  }

  /// All of it, from where it stands.
  package func contents(atMost limit: Int) throws(Fault) -> [UInt8] {
    try Self.contents(of: descriptor, atMost: limit)
  }

  /// All that can be read from an open file, whatever it is.
  package static func contents(
    of descriptor: Int32, atMost limit: Int
  ) throws(Fault) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: min(limit + 1, 1 << 20))
    while true {
      let count: Int
      do throws(ErrorNumber) {
        count = try DescriptorCalls.read(descriptor, into: &chunk)
      } catch {
        throw .unreadable(error)
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw Fault.tooLarge(limit) }
    }
  }

  private static func kind(of status: stat) -> String {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: "a directory"
    case S_IFIFO: "a FIFO"
    case S_IFSOCK: "a socket"
    default: "a device"
    }
  }
}
