import Foundation
import TestKit
import Testing

/// A process of another program, which holds something of a store until it is killed.
enum OtherProcess {
  /// Has a lock file's lock, with its id in it, as a process of ours would.
  static func locking(_ path: String) async throws -> ChildProcess {
    try await running(
      """
      import fcntl, os, signal, struct, sys
      fd = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o600)
      fcntl.fcntl(fd, 38, struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 1, 1, 0))
      os.pwrite(fd, b'%7d\\n' % os.getpid(), 0)
      print('ready', flush=True)
      signal.pause()
      """, path)
  }

  /// Has a database open, as a program would that knows nothing of our lock.
  static func opening(_ database: String) async throws -> ChildProcess {
    try await running(
      """
      import signal, sqlite3, sys
      connection = sqlite3.connect(sys.argv[1])
      connection.execute('SELECT count(*) FROM sqlite_schema').fetchall()
      print('ready', flush=True)
      signal.pause()
      """, database)
  }

  /// Reads a database and goes on reading that moment of it.
  static func reading(_ database: String) async throws -> ChildProcess {
    try await running(
      """
      import signal, sqlite3, sys
      connection = sqlite3.connect(sys.argv[1], isolation_level=None)
      connection.execute('BEGIN')
      connection.execute('SELECT count(*) FROM sqlite_schema').fetchall()
      print('ready', flush=True)
      signal.pause()
      """, database)
  }

  private static func running(_ script: String, _ argument: String) async throws -> ChildProcess {
    let child = try ChildProcess("python3", ["-c", script, argument])
    try #require(try await eventually { child.standardOutput == "ready\n" || child.hasEnded })
    try #require(!child.hasEnded, "\(child.standardError)")
    return child
  }
}
