import MailTransport
import Platform
import Store

/// Keeps two processes from draining one mailbox at a time. Both would be right about documents,
/// but one would miss the mails that the other moves away meanwhile.
struct MailboxLock: Sendable {
  private let lock: FileLock

  /// Waits until the lock is free: another process holds it for the length of one drain only.
  /// `sign` hears of it meanwhile. A cancelled task waits no longer.
  static func acquire(
    _ mailbox: String, of store: Store, sign: @escaping LifeSign
  ) async throws -> MailboxLock {
    MailboxLock(
      lock: try await FileLock.acquire(
        at: "\(store.spoolDirectory)/lock-\(MailboxFileName.digits(of: mailbox))",
        LockName(subject: "mailbox \(mailbox)", use: "reads it"), store.patience.signing(sign)))
  }

  /// Runs `body` under the lock.
  func holding(_ body: () async throws -> Void) async rethrows {
    try await body()
  }
}
