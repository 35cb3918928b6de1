import COpenSSL
import Glibc

/// A lock on a directory, as long as it lives. The kernel lets go of it when the process ends,
/// however it ends.
final class DirectoryLock: Sendable {
  enum Kind: Sendable {
    /// Beside others of its kind.
    case shared
    /// Alone.
    case exclusive
  }

  /// Open from the beginning, so that `sync` reports what failed to be written since.
  private let descriptor: Int32
  private let path: String
  private let subject: String

  private init(descriptor: Int32, path: String, subject: String) {
    self.descriptor = descriptor
    self.path = path
    self.subject = subject
  }

  deinit { close(descriptor) }

  /// Waits until it is free. Blocks.
  static func acquire(
    _ kind: Kind, on path: String, subject: String
  ) throws(StoreError) -> DirectoryLock {
    let lock = try opened(path, subject)
    guard try lock.take(kind, 0) else {
      throw StoreError.system(EWOULDBLOCK, "lock \(path)", subject: subject)
    }
    return lock
  }

  /// Nil when another has it.
  static func acquireAtOnce(
    _ kind: Kind, on path: String, subject: String
  ) throws(StoreError) -> DirectoryLock? {
    let lock = try opened(path, subject)
    return try lock.take(kind, LOCK_NB) ? lock : nil
  }

  /// Makes durable everything that was written to the directory's file system.
  func syncFileSystem() throws(StoreError) {
    guard syncfs(descriptor) == 0 else {
      throw StoreError.system(errno, "sync", subject: subject)
    }
  }

  /// Makes the names in the directory durable.
  func sync() throws(StoreError) {
    guard fsync(descriptor) == 0 else {
      throw StoreError.system(errno, "sync", subject: subject)
    }
  }

  private static func opened(
    _ path: String, _ subject: String
  ) throws(StoreError) -> DirectoryLock {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw StoreError.system(errno, "open \(path)", subject: subject)
    }
    return DirectoryLock(descriptor: descriptor, path: path, subject: subject)
  }

  private func take(_ kind: Kind, _ flags: Int32) throws(StoreError) -> Bool {
    let operation = (kind == .shared ? LOCK_SH : LOCK_EX) | flags
    while flock(descriptor, operation) != 0 {
      if errno == EWOULDBLOCK { return false }
      guard errno == EINTR else {
        throw StoreError.system(errno, "lock \(path)", subject: subject)
      }
    }
    return true
  }
}
