import Glibc
import Platform

/// The processes that have a database open, by the lock that every connection of every program has
/// on the database for as long as it lives: shared, on one byte of the file `-shm` (SQLite's "dead
/// man's switch").
enum DatabaseUsers {
  // UNIX_SHM_DMS of SQLite's os_unix.c.
  private static let byte: off_t = 128

  /// The id of another process that has it open; nil when there is none. This process must have it
  /// open itself: what is asked is SQLite's own descriptor, since to close one of ours would drop
  /// the locks of all the process's connections.
  static func other(of database: String) throws(SystemError) -> Int32? {
    guard let shared = FileIdentity(database + "-shm") else { return nil }
    let descriptor = try PrivateDirectory.names(in: "/proc/self/fd", subject: database)
      .lazy.compactMap { Int32($0) }.first { FileIdentity($0) == shared }
    guard let descriptor else { return nil }
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    (lock.l_start, lock.l_len) = (byte, 1)
    guard fcntl(descriptor, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK) else { return nil }
    return lock.l_pid
  }
}
