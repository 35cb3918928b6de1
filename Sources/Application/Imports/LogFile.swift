import Glibc

/// An open file of events, which must stay as it is while it is imported.
struct LogFile: Sendable {
  let descriptor: Int32
  /// As errors call it.
  let name: String
  private let version: Version

  private struct Version: Equatable {
    let size: Int
    let seconds: Int
    let nanoseconds: Int

    init(_ descriptor: Int32) {
      var status = stat()
      fstat(descriptor, &status)
      (size, seconds) = (Int(status.st_size), status.st_mtim.tv_sec)
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  init(_ descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    version = Version(descriptor)
  }

  var isAsItWas: Bool { Version(descriptor) == version }
}
