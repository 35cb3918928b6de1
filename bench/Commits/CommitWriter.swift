import Foundation
import Records
import SQLiteEngine
import Store

/// A process that writes to a store as fast as it can: one entry of the log a transaction.
/// `commit-writer STORE SECONDS` is the program; with `rest` behind it it brings the write-ahead
/// log into the database after each transaction, too; with `tell` each entry's number is on
/// standard error as soon as the entry is committed. Prints a `CommitWriting`.
struct CommitWriter {
  private let directory: String
  private let time: Duration
  private let isResting: Bool
  private let isTelling: Bool

  init(arguments: [String]) throws {
    guard arguments.count >= 2, let seconds = Double(arguments[1]) else {
      throw BenchFailure("commit-writer STORE SECONDS [rest] [tell]")
    }
    directory = arguments[0]
    time = .seconds(seconds)
    isResting = arguments.dropFirst(2).contains("rest")
    isTelling = arguments.dropFirst(2).contains("tell")
  }

  func run() async throws {
    let store = try await Store.open(directory, making: .never)
    guard let scope = try await store.company(slug: "acme") else {
      throw BenchFailure("there is no company acme in \(directory)")
    }
    let moment = Date()
    let end = ContinuousClock.now + time
    var writing = CommitWriting()
    while ContinuousClock.now < end {
      let last = try await scope.log.search(LogQuery(limit: 1)).entries.first?.number.rawValue ?? 0
      let start = ContinuousClock.now
      var event = RecordedEvent(kind: .note)
      event.text = "\(getpid()) \(writing.milliseconds.count)"
      let outcome = try await scope.log.record(event, now: moment)
      writing.milliseconds.append((ContinuousClock.now - start) / .milliseconds(1))
      writing.passed.append(Int(outcome.entry.number.rawValue - last) - 1)
      if isTelling {
        let line = "\(outcome.entry.number.rawValue)\n"
        try FileHandle.standardError.write(contentsOf: Data(line.utf8))
      }
      if isResting { await store.rest() }
    }
    try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(writing))
  }
}

/// The times of one writer.
struct CommitWriting: Codable {
  /// Each transaction, from the call to its return.
  var milliseconds: [Double] = []
  /// The numbers of others' transactions between the last look at the log and the own one.
  var passed: [Int] = []
}
