import Glibc

/// A user of this machine.
package struct SystemUser: Sendable, Hashable, CustomStringConvertible {
  package let id: uid_t

  package init(id: uid_t) {
    self.id = id
  }

  /// Whose rights this process has.
  package static var current: SystemUser { SystemUser(id: geteuid()) }

  /// Nil where the system knows none.
  package var name: String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4_096) { buffer in
      var entry = passwd()
      var found: UnsafeMutablePointer<passwd>?
      guard let start = buffer.baseAddress,
        getpwuid_r(id, &entry, start, buffer.count, &found) == 0, found != nil
      else { return nil }
      return entry.pw_name.map { String(cString: $0) }
    }
  }

  /// The name, or the number.
  package var description: String { name ?? "user \(id)" }

  /// The command line by which somebody else runs a command as this user.
  package func running(_ command: String) -> String {
    guard let name else { return "run it as that user" }
    return "run it as its owner: runuser -u \(name) -- \(command)"
  }
}
