import Glibc

/// Bytes of a lock file, and what fcntl(2) does with them.
struct LockedBytes {
  /// Bytes that somebody else has locked.
  struct Taken {
    let last: Int64
    let isExclusive: Bool
  }

  static let firstPlace: Int64 = 1

  private let first: Int64
  /// Zero: to the end, however far that is.
  private let count: Int64

  static let door = LockedBytes(first: 0, count: 1)
  static let queue = queue(from: firstPlace)

  static func place(_ place: Int64) -> LockedBytes { LockedBytes(first: place, count: 1) }
  static func queue(from place: Int64) -> LockedBytes { LockedBytes(first: place, count: 0) }

  /// Nil for the first place.
  static func places(before place: Int64) -> LockedBytes? {
    place == firstPlace ? nil : LockedBytes(first: firstPlace, count: place - firstPlace)
  }

  /// False when somebody else has them and `waiting` is not wished.
  static func lock(
    _ descriptor: Int32, _ bytes: LockedBytes, _ kind: LockFile.Kind, waiting: Bool,
    or failure: (ErrorNumber) -> SystemError
  ) throws(SystemError) -> Bool {
    var lock = bytes.lock(kind.type)
    let command = waiting ? setOwnLockWaiting : setOwnLock
    do throws(ErrorNumber) {
      _ = try DescriptorCalls.uninterrupted { fcntl(descriptor, command, &lock) }
      return true
    } catch {
      guard !waiting, error.code == EAGAIN || error.code == EACCES else { throw failure(error) }
      return false
    }
  }

  static func unlock(_ descriptor: Int32, _ bytes: LockedBytes) {
    var lock = bytes.lock(F_UNLCK)
    _ = fcntl(descriptor, setOwnLock, &lock)
  }

  /// One of those that are in the way of a lock; nil when it could be had.
  static func conflict(
    _ descriptor: Int32, _ bytes: LockedBytes, _ kind: LockFile.Kind,
    or failure: (ErrorNumber) -> SystemError
  ) throws(SystemError) -> Taken? {
    var lock = bytes.lock(kind.type)
    guard fcntl(descriptor, getOwnLock, &lock) == 0 else { throw failure(.last) }
    return Taken(lock)
  }

  /// The same of the whole queue, where an error is as good as nobody.
  static func firstConflict(_ descriptor: Int32, _ kind: LockFile.Kind) -> Taken? {
    var lock = queue.lock(kind.type)
    return fcntl(descriptor, getOwnLock, &lock) == 0 ? Taken(lock) : nil
  }

  private func lock(_ type: Int32) -> flock {
    var lock = flock()
    lock.l_type = Int16(type)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = off_t(first)
    lock.l_len = off_t(count)
    return lock
  }

  // F_OFD_GETLK, F_OFD_SETLK and F_OFD_SETLKW of <fcntl.h>, which Swift does not import.
  private static let getOwnLock: Int32 = 36
  private static let setOwnLock: Int32 = 37
  private static let setOwnLockWaiting: Int32 = 38
}

extension LockedBytes.Taken {
  /// The lock that F_OFD_GETLK has found; nil for none.
  fileprivate init?(_ lock: flock) {
    guard lock.l_type != Int16(F_UNLCK) else { return nil }
    last = Int64(lock.l_start) + max(Int64(lock.l_len), 1) - 1
    isExclusive = lock.l_type == Int16(F_WRLCK)
  }
}

extension LockFile.Kind {
  fileprivate var type: Int32 { self == .shared ? F_RDLCK : F_WRLCK }
}
