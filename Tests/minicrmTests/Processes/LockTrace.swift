import Foundation
import TestKit

/// One process's locks as strace(1) saw them: of the store's lock file, and of the bytes of `-shm`
/// by which SQLite lets one connection write and one checkpoint.
struct LockTrace {
  // WAL_WRITE_LOCK and WAL_CKPT_LOCK of SQLite's wal.c, at UNIX_SHM_BASE.
  private static let guarded = 120...121

  /// The number of times that such a byte was taken, and the lines where that was without the lock.
  private(set) var taken = 0
  private(set) var unguarded: [String] = []
  private var isHeld = false
  /// The calls that had not returned when another thread's was printed, by thread.
  private var pending: [Substring: String] = [:]

  /// Runs a command to its end.
  static func of(_ minicrm: Minicrm, _ arguments: [String]) async throws -> LockTrace {
    let file = minicrm.directory.path("trace-\(UUID().uuidString)")
    defer { unlink(file) }
    let run = try await Program.run(
      "strace",
      ["-f", "-y", "-o", file, "-e", "trace=fcntl,close", Minicrm.executable] + arguments + [
        "--config", minicrm.settingsFile,
      ])
    guard run.succeeded else { throw TestKitError("\(arguments): \(run.end): \(run.errors)") }
    return try LockTrace(String(contentsOfFile: file, encoding: .utf8))
  }

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
      guard parts.count == 2 else { continue }
      let (thread, call) = (parts[0], String(parts[1].drop { $0 == " " }))
      if call.hasSuffix(" <unfinished ...>") {
        pending[thread] = String(call.dropLast(" <unfinished ...>".count))
      } else if call.hasPrefix("<... "), let end = call.range(of: "resumed>") {
        note((pending.removeValue(forKey: thread) ?? "") + call[end.upperBound...])
      } else {
        note(call)
      }
    }
  }

  private mutating func note(_ call: String) {
    if call.contains("/write.lock>") {
      let isPlace = !call.contains("l_start=0,")
      if call.contains("F_OFD_SETLK"), isPlace, call.hasSuffix("= 0") {
        isHeld = call.contains("F_WRLCK")
      }
      return
    }
    guard call.contains("minicrm.sqlite-shm>"), call.contains("F_SETLK"),
      call.contains("F_WRLCK"), call.hasSuffix("= 0"),
      let start = number("l_start=", call), let count = number("l_len=", call),
      (start..<start + count).overlaps(Self.guarded.lowerBound..<Self.guarded.upperBound + 1)
    else { return }
    taken += 1
    if !isHeld { unguarded.append(call) }
  }

  private func number(_ name: String, _ call: String) -> Int? {
    guard let range = call.range(of: name) else { return nil }
    return Int(call[range.upperBound...].prefix(while: \.isNumber))
  }
}
