import Application
import Foundation
import Store

// Problems and advice on them, in the words of the command line.

extension Problem: CustomStringConvertible {
  package var description: String { "\(subject): \(text); \(advice)" }

  /// The part of the installation that isn't well: `mailbox documents`.
  var subject: String {
    switch self {
    case .mailboxFailing(let name, _, _), .mailboxNeverRead(let name),
      .mailboxUnread(let name, _, _):
      "mailbox \(name)"
    case .sendingTrouble, .remindersOverdue, .noticesRefused: "reminders"
    case .workUnfinished(let unfinished): unfinished.name
    case .contentsDamaged: "contents"
    case .spaceShort, .filesShort: "disk"
    }
  }

  var text: String {
    switch self {
    case .mailboxFailing(_, let instant, let error):
      // The error names the mailbox and says what to do.
      "the last look\(Self.words("at", instant)) failed: \(error.dropping(prefix: "\(subject): "))"
    case .mailboxNeverRead: "it was never read"
    case .mailboxUnread(_, let last, _): "it was last read at \(last.formatted(.iso8601))"
    case .sendingTrouble(let trouble, let since):
      "nothing can be sent\(Self.words("since", since)): \(trouble)"
    case .remindersOverdue(let count, let since, _):
      "\(count) overdue, the first since \(since.formatted(.iso8601))"
    case .noticesRefused(let count, let reply):
      "\(count) mails were refused for good within a day"
        + (reply.map { ", the last with “\($0)”" } ?? "")
    case .workUnfinished(let unfinished): unfinished.text
    case .contentsDamaged(let first, let count):
      "damaged since \(first.foundAt.formatted(.iso8601)): \(first.owners), its file "
        + "\(first.file) (\(first.fault))" + (count > 1 ? ", and \(count - 1) more" : "")
    case .spaceShort(let bytes): "only \(bytes.formatted(.bytesOfFiles)) are free"
    case .filesShort(let count): "only \(count) more files fit (inodes)"
    }
  }

  var advice: String {
    switch self {
    case .mailboxFailing, .sendingTrouble: "minicrm doctor tries the whole way"
    case .mailboxNeverRead: "start minicrm ingest (systemctl start minicrm-ingest)"
    case .mailboxUnread(_, _, isConnected: true):
      "minicrm ingest runs but hangs: restart it (systemctl restart minicrm-ingest)"
    case .mailboxUnread:
      "start minicrm ingest (systemctl start minicrm-ingest), or see why it can't connect "
        + "(journalctl -u minicrm-ingest)"
    case .remindersOverdue(_, _, isAtWork: true):
      "minicrm remind runs and may be catching up; if the number stays, see journalctl -u "
        + "minicrm-remind"
    case .remindersOverdue:
      "nobody sends them: start minicrm remind (systemctl start minicrm-remind)"
    case .noticesRefused:
      "minicrm reminder list --state failed shows them; correct the address and "
        + "minicrm reminder retry ID"
    case .workUnfinished(let unfinished): unfinished.advice
    case .contentsDamaged:
      "put it back from a backup (docs/backup.md) or have the mail sent again; minicrm gc "
        + "--scrub names all, and looks again"
    case .spaceShort, .filesShort:
      "free space where store.directory is (df -h, df -i); mail stays on the server meanwhile"
    }
  }

  /// " at 2026-11-24T06:00:00Z"
  private static func words(_ preposition: String, _ instant: Date?) -> String {
    instant.map { " \(preposition) \($0.formatted(.iso8601))" } ?? ""
  }
}

extension UnfinishedWork {
  fileprivate var name: String {
    switch work {
    case .imported(let kind, _, _, _): "import of \(kind) at \(company)"
    case .erasure(let subject, let id): "erasure of \(subject.rawValue) \(id) at \(company)"
    }
  }

  fileprivate var text: String {
    let cut = "it was cut off on \(changedAt.formatted(.iso8601)): "
    return switch work {
    case .imported(_, let file, let done, let total):
      cut + "\(done) of \(total) rows of \(file) are in"
    case .erasure: cut + "a part of the data is still there"
    }
  }

  fileprivate var advice: String {
    switch work {
    case .imported:
      "import the same file again, and it goes on behind them; or import with --anew"
    case .erasure(let subject, let id):
      "minicrm erase \(subject.rawValue) \(id), with the same options, goes on with it"
    }
  }
}

extension String {
  fileprivate func dropping(prefix: String) -> Substring {
    hasPrefix(prefix) ? dropFirst(prefix.count) : self[...]
  }
}

extension FormatStyle where Self == ByteCountFormatStyle {
  /// `0 bytes`, `1.5 GB`.
  static var bytesOfFiles: ByteCountFormatStyle { .byteCount(style: .binary, spellsOutZero: false) }
}
