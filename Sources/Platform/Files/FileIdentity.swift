import Glibc

/// Which file it is, whatever it is called: device and inode. Nil when there is none.
package struct FileIdentity: Sendable, Equatable {
  private let device: dev_t
  private let inode: ino_t

  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  package init?(_ descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    (device, inode) = (status.st_dev, status.st_ino)
  }
}
