import Foundation

/// A process of another program, which holds something of a store until it is killed.
package enum OtherProcess {
  /// Has a lock file's lock, with its id in it, as a process of ours would.
  package static func locking(_ path: String) async throws -> ChildProcess {
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

  /// The number of waits for a lock of a file, as the kernel lists them (proc_locks(5)).
  package static func waiters(for path: String) throws -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else { throw TestKitError("\(path): \(lastSystemError())") }
    let inode = ":\(status.st_ino) "
    return try String(contentsOfFile: "/proc/locks", encoding: .utf8).split(separator: "\n")
      .count { $0.contains("->") && $0.contains(inode) }
  }

  /// Has a database open, as a program would that knows nothing of our lock.
  package static func opening(_ database: String) async throws -> ChildProcess {
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
  package static func reading(_ database: String) async throws -> ChildProcess {
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
    let isReady = try await eventually { child.standardOutput == "ready\n" || child.hasEnded }
    guard isReady, !child.hasEnded else { throw TestKitError("python3: \(child.standardError)") }
    return child
  }
}
