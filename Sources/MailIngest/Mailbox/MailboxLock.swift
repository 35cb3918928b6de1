import MailTransport
import Store
import System

/// Keeps two processes from draining one mailbox at a time. Both would be right about documents,
/// but one would miss the mails that the other moves away meanwhile.
enum MailboxLock {
  /// Waits until the lock is free: another process holds it for the length of one drain only.
  /// `sign` hears of it meanwhile. A cancelled task waits no longer.
  static func acquire(
    mailbox: String, of store: Store, sign: @escaping LifeSign
  ) async throws -> FileLock {
    try await FileLock.acquire(
      at: "\(store.spoolDirectory)/lock-\(MailboxFileName.digits(of: mailbox))",
      LockName(subject: "mailbox \(mailbox)", use: "reads it"), store.patience.signing(sign))
  }
}
