import Foundation
import Records
import Store

/// The checks of the database, the contents and the logs, each for itself.
struct StoreChecks: Sendable {
  /// A check that nobody asked for must not take long; one that was asked for may.
  private static let usualLimit = Duration.seconds(60)
  private static let deepLimit = Duration.seconds(86_400)

  /// A large store is no fault.
  private static let late = (grade: Finding.Grade.warning, cause: Lateness.largeStore)

  private let store: ExaminedStore
  private let deep: Bool
  private let limit: Duration
  private let now: @Sendable () -> Date

  init(_ store: ExaminedStore, deep: Bool, now: @escaping @Sendable () -> Date) {
    self.store = store
    self.deep = deep
    self.now = now
    limit = deep ? Self.deepLimit : Self.usualLimit
  }

  /// None without a directory, or in another user's, which the look at its permissions tells of.
  var checks: [Check] {
    guard store.isOwn else { return [] }
    return [
      Check("store: schema") { [try await schemaFinding()] },
      Check("store: journal") { [try await journalFinding()] },
      Check("store: database", within: limit, late: Self.late) { try await databaseFindings() },
      Check("store: contents", within: limit, late: Self.late) { try await contentFindings() },
      Check("store: logs", within: limit, late: Self.late) { try await logFindings() },
      Check("store: unfinished") { try await unfinishedFindings() },
    ]
  }

  private func schemaFinding() async throws -> Finding {
    let check = "store: schema"
    let (stored, known) = try await store.examined { try $0.schema() }
    if stored > known {
      return .failed(check, .store(.schemaNewer(stored: stored, known: known)))
    }
    return stored < known
      ? .warning(check, .store(.schemaOlder(stored: stored, known: known)))
      : .ok(check, .store(.schema(version: stored)))
  }

  /// SQLite before 3.51.3 can lose what two processes write at the same instant.
  private func journalFinding() async throws -> Finding {
    let check = "store: journal"
    let (engine, isGuarded) = try await store.examined { try $0.journal() }
    return isGuarded
      ? .ok(check, .store(.journalGuarded(engine: engine)))
      : .warning(check, .store(.journalUnguarded(engine: engine)))
  }

  private func databaseFindings() async throws -> [Finding] {
    let (check, deep) = ("store: database", deep)
    let faults = try await store.examined { try $0.databaseFaults(deep: deep) }
    return faults.isEmpty
      ? [.ok(check, .store(.whole(deep: deep)))] : faults.map { .failed(check, .store(.fault($0))) }
  }

  private func contentFindings() async throws -> [Finding] {
    let (check, deep, now) = ("store: contents", deep, now())
    let found = try await store.examined { try $0.contents(deep: deep, now: now) }
    var findings = found.firstFaults.map { Finding.failed(check, .content(.fault($0))) }
    let rest = found.faults - findings.count
    if rest > 0 { findings.append(.failed(check, .content(.moreFaults(rest)))) }
    if findings.isEmpty {
      findings.append(.ok(check, .content(.whole(count: found.named, deep: deep))))
    }
    if found.unnamed > 0 {
      let unnamed = ContentFact.unnamed(count: found.unnamed, bytes: found.unnamedSize)
      findings.append(.ok(check, .content(unnamed)))
    }
    return findings
      + found.strangers.map { .warning("store: other files", .directory(.stranger(path: $0))) }
  }

  private func logFindings() async throws -> [Finding] {
    let check = "store: logs"
    let logs = try await store.examined { try $0.logs().map { CheckedLog(slug: $0, result: $1) } }
    let broken = logs.compactMap { log in
      log.result.fault.map { Finding.failed(check, .store(.logBroken(company: log.slug, $0))) }
    }
    let entries = logs.reduce(0) { $0 + $1.result.entries }
    return broken.isEmpty
      ? [.ok(check, .store(.logs(count: logs.count, entries: entries)))] : broken
  }

  /// Imports and erasures that were cut off.
  private func unfinishedFindings() async throws -> [Finding] {
    let check = "store: unfinished"
    let moment = now().addingTimeInterval(-UnfinishedWork.patience)
    let works = try await store.examined { try $0.unfinished(before: moment) }
    return works.isEmpty
      ? [.ok(check, .store(.nothingUnfinished))]
      : works.map { .warning(check, .problem(.workUnfinished($0))) }
  }

  private struct CheckedLog: Sendable {
    let slug: String
    let result: LogVerification
  }
}
