import Glibc
import MailTransport
import Store

/// Keeps two processes from draining one mailbox at a time. Both would be right about documents,
/// but one would miss the mails that the other moves away meanwhile.
///
/// The kernel lets go of it when the holder ends, however it ends.
final class MailboxLock: Sendable {
  private let descriptor: Int32

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Waits until the lock is free: another process holds it for the length of one drain only.
  /// `sign` hears of it meanwhile.
  static func acquire(
    mailbox: String, in directory: String, sign: LifeSign
  ) async throws -> MailboxLock {
    let path = "\(directory)/lock-\(MailboxFileName.digits(of: mailbox))"
    let descriptor = try OwnFile.make(path, O_RDWR, "open the mailbox's lock")
    let lock = MailboxLock(descriptor: descriptor)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw StoreError.system(errno, "lock the mailbox", subject: path)
      }
      sign(.milliseconds(100))
      try await Task.sleep(for: .milliseconds(100))
    }
    return lock
  }
}
