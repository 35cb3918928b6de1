import Foundation
import Records
import Store

// The status as people and programs are shown it.

extension OutputRow {
  init(_ mailbox: MailboxHealth) {
    add("name", .text(mailbox.name))
    add("connected", .flag(mailbox.isConnected))
    add("lastSuccess", mailbox.state?.lastSuccess.map { JSONValue($0) } ?? .null)
    add("lastError", JSONValue(mailbox.state?.lastError))
    add("waiting", JSONValue(mailbox.state?.waiting.map { Int64($0) }))
  }

  /// The whole status; every verdict and state is there, with 0 where there is none of it.
  init(_ health: Health) {
    add("healthy", .flag(health.isHealthy))
    add("mailboxes", .list(health.mailboxes.map { OutputRow($0).json }))
    add("mails", .counts(of: MailVerdict.self) { health.mails[$0] })
    add("reminders", .counts(of: ReminderState.self) { health.reminding.totals[$0] })
    add(
      "store",
      .object([
        "documents": .integer(Int64(health.documents)), "bytes": .integer(health.bytes),
      ]))
  }

  /// What a person is told beside the mailboxes.
  init(summaryOf health: Health) {
    add("mails", .null, shown: Self.shown { health.mails[$0 as MailVerdict] })
    add("reminders", .null, shown: Self.shown { health.reminding.totals[$0 as ReminderState] })
    add("reminding", .null, shown: health.reminding.isAtWork ? "running" : "not running")
    let size = health.bytes.formatted(.bytesOfFiles)
    add("documents", .null, shown: "\(health.documents) (\(size))")
    let left = health.disk.availableBytes.formatted(.bytesOfFiles)
    add("diskFree", .null, shown: left)
  }

  private static func shown<Kind: RawRepresentable<String> & CaseIterable>(
    _ count: (Kind) -> Int?
  ) -> String {
    let counts = Kind.allCases.compactMap { kind in count(kind).map { "\($0) \(kind.rawValue)" } }
    return counts.isEmpty ? "none" : counts.joined(separator: ", ")
  }
}

extension JSONValue {
  fileprivate static func counts<Kind: RawRepresentable<String> & CaseIterable>(
    of type: Kind.Type, _ count: (Kind) -> Int?
  ) -> JSONValue {
    .object(
      Dictionary(
        type.allCases.map { ($0.rawValue, .integer(Int64(count($0) ?? 0))) },
        uniquingKeysWith: { first, _ in first }))
  }
}

extension FormatStyle where Self == ByteCountFormatStyle {
  /// `0 bytes`, `1.5 GB`.
  static var bytesOfFiles: ByteCountFormatStyle { .byteCount(style: .binary, spellsOutZero: false) }
}
