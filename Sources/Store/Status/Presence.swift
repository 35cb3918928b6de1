import Glibc

/// The sign that a process is at work on something: a file in the spool that is locked for as long
/// as it lasts. The kernel lets go of the lock when the process ends, however it ends, so that
/// nothing has to be written every now and then, and nothing can be out of date.
package final class Presence: Sendable {
  /// What a process can be at work on.
  package enum Work: Sendable, Hashable {
    /// It is connected to a mailbox, by the name that the settings give it.
    case reading(mailbox: String)
    /// It sends reminders whenever some are due.
    case reminding

    fileprivate var fileName: String {
      switch self {
      case .reading(let mailbox): "presence-" + MailboxFileName.digits(of: mailbox)
      case .reminding: "presence-remind"
      }
    }
  }

  private let descriptor: Int32

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Shows that this process is at work, until the last reference goes; others may be, too.
  package static func show(_ work: Work, in store: Store) throws(StoreError) -> Presence {
    let path = "\(store.spoolDirectory)/\(work.fileName)"
    let descriptor = try OwnFile.make(path, O_RDONLY, "open the sign of its work")
    let presence = Presence(descriptor: descriptor)
    var lock = lock(F_RDLCK)
    guard fcntl(descriptor, setOwnLock, &lock) == 0 else {
      throw StoreError.system(errno, "lock the sign of its work", subject: path)
    }
    return presence
  }

  /// Whether any process is at work on it. Takes no lock, so that who asks is never taken for one.
  package static func isSeen(_ work: Work, in store: Store) throws(StoreError) -> Bool {
    let path = "\(store.spoolDirectory)/\(work.fileName)"
    guard let descriptor = try OwnFile.open(path, O_RDONLY, "open the sign of its work") else {
      return false
    }
    defer { close(descriptor) }
    var lock = lock(F_WRLCK)
    guard fcntl(descriptor, getOwnLock, &lock) == 0 else {
      throw StoreError.system(errno, "look at the sign of its work", subject: path)
    }
    return lock.l_type != Int16(F_UNLCK)
  }

  // F_OFD_SETLK and F_OFD_GETLK of <fcntl.h>, which Swift does not import: locks that belong to the
  // open file, not to the process, whose every close of the file would drop them.
  private static let setOwnLock: Int32 = 37
  private static let getOwnLock: Int32 = 36

  /// On the whole file.
  private static func lock(_ type: Int32) -> flock {
    var lock = flock()
    lock.l_type = Int16(type)
    lock.l_whence = Int16(SEEK_SET)
    return lock
  }
}
