import Platform

/// The sign that a process is at work on something: a file in the spool that is locked for as long
/// as it lasts. The kernel lets go of the lock when the process ends, however it ends, so that
/// nothing has to be written every now and then, and nothing can be out of date.
package final class Presence: Sendable {
  /// The work that a process can be at.
  package enum Work: Sendable, Hashable {
    /// The process is connected to a mailbox, by the name that the settings give it.
    case reading(mailbox: String)
    /// The process sends reminders whenever some are due.
    case reminding
    /// The process serves the pages.
    case serving

    fileprivate var fileName: String {
      switch self {
      case .reading(let mailbox): "presence-" + MailboxFileName.digits(of: mailbox)
      case .reminding: "presence-remind"
      case .serving: "presence-web"
      }
    }
  }

  private let lock: FileLock?

  private init(_ lock: FileLock?) { self.lock = lock }

  /// Shows that this process is at work, until the last reference goes; others may be, too.
  package static func show(_ work: Work, in store: Store) throws(StoreError) -> Presence {
    let path = "\(store.spoolDirectory)/\(work.fileName)"
    // Nobody is ever in the way: all share it.
    let name = LockName(subject: path, use: "is at work")
    return Presence(
      try StoreError.translating(FileLock.acquireAtOnce(.shared, at: path, name)))
  }

  /// True when any process is at the work. Takes no lock, so that the process that asks is never
  /// taken for one.
  package static func isSeen(_ work: Work, in store: Store) throws(StoreError) -> Bool {
    let path = "\(store.spoolDirectory)/\(work.fileName)"
    return try StoreError.translating(FileLock.isHeld(at: path, subject: path))
  }
}
