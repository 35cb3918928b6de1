import Foundation
import Synchronization

/// A folder of compiled time zones, as the system's tzdata installs it.
package struct ZoneDirectory: Sendable {
  package static let system = ZoneDirectory("/usr/share/zoneinfo")

  /// A file's edition: another one after each replacement and each writing.
  package struct Edition: Sendable, Hashable {
    package let device: UInt64
    package let inode: UInt64
    package let size: Int64
    /// The times of the last change of the contents, and of the file itself; seconds and
    /// nanoseconds.
    package let times: [Int]
  }

  private struct Known {
    package let edition: Edition
    package let rules: ZoneRules
  }

  private static let longestFile = 256 << 10
  /// By path; each command asks for the same few many times. There are as many as files.
  private static let known = Mutex<[String: Known]>([:])

  private let path: String

  package init(_ path: String) { self.path = path }

  package func knows(_ zone: Zone) -> Bool {
    do throws(SystemError) {
      _ = try rules(of: zone)
      return true
    } catch {
      return false
    }
  }

  /// The present rules: a file that was replaced is read anew.
  package func rules(of zone: Zone) throws(SystemError) -> ZoneRules {
    let file = file(of: zone)
    guard let edition = Self.edition(file) else {
      throw SystemError(
        kind: .unknown, subject: "time zone \(zone)",
        cause: "this machine does not know it", suggestion: "install tzdata")
    }
    if let known = Self.known.withLock({ $0[file] }), known.edition == edition {
      return known.rules
    }
    let rules = try Self.read(file, zone)
    Self.known.withLock { $0[file] = Known(edition: edition, rules: rules) }
    return rules
  }

  /// Nil where there is no such zone.
  package func edition(of zone: Zone) -> Edition? {
    Self.edition(file(of: zone))
  }

  private static func edition(_ file: String) -> Edition? {
    var status = stat()
    guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Edition(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
      times: [status.st_mtim, status.st_ctim].flatMap { [$0.tv_sec, $0.tv_nsec] })
  }

  private func file(of zone: Zone) -> String { "\(path)/\(zone)" }

  private static func read(_ file: String, _ zone: Zone) throws(SystemError) -> ZoneRules {
    let subject = "time zone \(zone)"
    guard let handle = FileHandle(forReadingAtPath: file) else {
      throw SystemError(.last, "open \(file)", subject: subject)
    }
    do {
      let bytes = try handle.read(upToCount: longestFile) ?? Data()
      return try ZoneRules(tzif: Array(bytes))
    } catch {
      let reason = (error as? ZoneRules.Malformed)?.reason ?? "\(error)"
      throw SystemError(
        kind: .unknown, subject: subject, cause: "\(file) can't be read: \(reason)",
        suggestion: "install tzdata again")
    }
  }
}
