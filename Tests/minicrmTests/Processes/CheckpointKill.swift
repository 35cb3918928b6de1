import Foundation
import TestKit

/// An instant at which strace(1) kills a process: a call by which it brings the write-ahead log
/// into the database. Nothing else writes to the database's own file.
struct CheckpointKill {
  private enum Call: String, CaseIterable {
    /// One page after another.
    case pwrite64
    /// All pages are written, and nothing is noted of that.
    case fdatasync
    /// All is noted, and the log is to be emptied.
    case ftruncate
  }

  private let call: Call
  /// Which of such calls of one thread it is.
  private let count: Int

  init(random: inout SeededGenerator) {
    // Most have few pages.
    let pages = [3, 12, 60].randomElement(using: &random) ?? 3
    (call, count) =
      switch Int.random(in: 0..<10, using: &random) {
      case 0: (.fdatasync, Int.random(in: 1...3, using: &random))
      case 1: (.ftruncate, 1)
      default: (.pwrite64, Int.random(in: 1...pages, using: &random))
      }
  }

  /// Starts a program that is killed there, should it get there.
  func start(_ executable: String, _ arguments: [String], on minicrm: Minicrm) throws
    -> ChildProcess
  {
    let database = minicrm.storeDirectory + "/minicrm.sqlite"
    let path = call == .ftruncate ? database + "-wal" : database
    return try ChildProcess(
      "strace",
      [
        "-f", "-o", "/dev/null", "-P", path, "-e", "trace=\(call)", "-e",
        "inject=\(call):signal=KILL:when=\(count)", executable,
      ] + arguments)
  }
}
