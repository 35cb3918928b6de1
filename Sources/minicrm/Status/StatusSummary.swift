import Application
import Foundation

/// The lines that tell a person of an installation beside its mailboxes.
struct StatusSummary: PrintedRow {
  let mails: String
  let reminders: String
  let reminding: String
  let pages: String
  let documents: String
  let diskFree: String

  init(_ health: Health) {
    mails = Self.words(health.mails)
    reminders = Self.words(health.reminding.totals)
    reminding = Self.words(isRunning: health.reminding.isAtWork)
    pages = Self.words(isRunning: health.isServing)
    documents = "\(health.documents) (\(health.bytes.formatted(.bytesOfFiles)))"
    diskFree = health.disk.availableBytes.formatted(.bytesOfFiles)
  }

  private static func words(isRunning: Bool) -> String { isRunning ? "running" : "not running" }

  private static func words<Kind: RawRepresentable<String> & CaseIterable & Hashable>(
    _ counts: [Kind: Int]
  ) -> String {
    let words = Kind.allCases.compactMap { kind in counts[kind].map { "\($0) \(kind.rawValue)" } }
    return words.isEmpty ? "none" : words.joined(separator: ", ")
  }
}
