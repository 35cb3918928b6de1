import Application
import Foundation
import Records
import SQLiteEngine
import Store

/// The database, the contents and the logs, each for itself.
struct StoreChecks: Sendable {
  /// A check that nobody asked for must not take long; one that was asked for may.
  private static let usualLimit = Duration.seconds(60)
  private static let deepLimit = Duration.seconds(86_400)

  /// A large store is no fault.
  private static let late = (
    grade: Finding.Grade.warning, advice: "minicrm doctor --deep takes the time that it needs"
  )

  private let directory: String
  private let deep: Bool
  private let limit: Duration

  init(_ settings: Settings, deep: Bool) {
    directory = settings.storeDirectory
    self.deep = deep
    limit = deep ? Self.deepLimit : Self.usualLimit
  }

  /// None without a directory, or in another user's, which the look at its permissions tells of.
  var checks: [Check] {
    guard FileState(directory)?.owner == .current else { return [] }
    return [
      Check("store: schema") { [try await schemaFinding()] },
      Check("store: journal") { [try await journalFinding()] },
      Check("store: database", within: limit, late: Self.late) { try await databaseFindings() },
      Check("store: contents", within: limit, late: Self.late) { try await contentFindings() },
      Check("store: logs", within: limit, late: Self.late) { try await logFindings() },
      Check("store: unfinished") { try await unfinishedFindings() },
    ]
  }

  private func examine<Value: Sendable>(
    _ work: @escaping @Sendable (StoreExamination) throws -> Value
  ) async throws -> Value {
    let examination = try StoreExamination(directory)
    return try await Check.blocking(interrupt: { examination.interrupt() }) {
      try work(examination)
    }
  }

  private func schemaFinding() async throws -> Finding {
    let check = "store: schema"
    let (stored, known) = try await examine { try $0.schema() }
    if stored > known {
      return .failed(
        check, "its version is \(stored), this program knows up to \(known)",
        "use the newer minicrm that wrote it")
    }
    if stored < known {
      return .warning(
        check, "its version is \(stored), this program brings it to \(known) when it starts",
        "make a backup first")
    }
    return .ok(check, "version \(stored)")
  }

  /// SQLite before 3.51.3 can lose what two processes write at the same instant.
  private func journalFinding() async throws -> Finding {
    let check = "store: journal"
    let (sqlite, isGuarded) = try await examine { try $0.journal() }
    return isGuarded
      ? .ok(
        check,
        "SQLite \(sqlite); one lock for all who write or checkpoint, none checkpoints by itself")
      : .warning(
        check, "SQLite \(sqlite); no program of this release has opened the store yet",
        "stop what is older, then run minicrm company list")
  }

  private func databaseFindings() async throws -> [Finding] {
    let check = "store: database"
    let deep = deep
    let faults = try await examine { try $0.databaseFaults(deep: deep) }
    return faults.isEmpty
      ? [.ok(check, deep ? "whole, indexes too" : "whole")]
      : faults.map { .failed(check, $0, Self.restoring) }
  }

  private func contentFindings() async throws -> [Finding] {
    let check = "store: contents"
    let deep = deep
    let found = try await examine { try $0.contents(deep: deep, now: Date()) }
    var findings = found.firstFaults.map {
      Finding.failed(check, $0.text, $0.isUnreadable ? Self.mending : Self.puttingBack)
    }
    let rest = found.faults - findings.count
    if rest > 0 { findings.append(.failed(check, "and \(rest) more", Self.puttingBack)) }
    if findings.isEmpty {
      let how = deep ? "every byte as it was filed" : "all there in their length"
      findings.append(.ok(check, "\(found.named), \(how)"))
    }
    if found.unnamed > 0 {
      let size = found.unnamedSize.formatted(.byteCount(style: .binary))
      findings.append(.ok(check, "\(found.unnamed) files (\(size)) belong to nothing any more"))
    }
    return findings
      + found.strangers.map {
        .warning(
          "store: other files", "\($0) is not minicrm's, which leaves it alone", "move it away")
      }
  }

  private func logFindings() async throws -> [Finding] {
    let check = "store: logs"
    let logs = try await examine { try $0.logs().map { CheckedLog(slug: $0, result: $1) } }
    let broken = logs.compactMap { log -> Finding? in
      guard let fault = log.result.fault else { return nil }
      let place = fault.entry.map { "entry \($0.rawValue)" } ?? "its end"
      return .failed(
        check, "the log of \(log.slug) does not fit at \(place): \(fault.reason)",
        "compare it with a backup")
    }
    let entries = logs.reduce(0) { $0 + $1.result.entries }
    return broken.isEmpty
      ? [.ok(check, "\(logs.count) logs with \(entries) entries, each fits the one before")]
      : broken
  }

  /// Imports and erasures that were cut off.
  private func unfinishedFindings() async throws -> [Finding] {
    let check = "store: unfinished"
    let moment = Date().addingTimeInterval(-UnfinishedWork.patience)
    let works = try await examine { try $0.unfinished(before: moment) }
    return works.isEmpty
      ? [.ok(check, "no import or erasure was cut off")]
      : works.map(Problem.workUnfinished).map {
        .warning(check, "\($0.subject): \($0.text)", $0.advice)
      }
  }

  private struct CheckedLog: Sendable {
    let slug: String
    let result: LogVerification
  }

  private static let restoring = "stop minicrm and restore from a backup"
  /// A mail that has the content writes it again as well.
  private static let puttingBack =
    "restore the file from a backup (blobs/ab/cdef… has the same name there), or have the mail "
    + "sent "
    + "again; then minicrm gc --scrub"
  private static let mending =
    "see whose the file is (ls -l) and what the disk says (dmesg); it may be whole"
}
