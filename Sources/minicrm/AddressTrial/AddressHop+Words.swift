import Application
import Foundation
import Store

extension AddressHop {
  /// By which programs know the hop.
  var name: String {
    switch self {
    case .sent: "sent"
    case .received: "received"
    case .filed: "filed"
    }
  }

  var took: Duration {
    switch self {
    case .sent(_, _, let took), .received(_, let took), .filed(_, _, let took): took
    }
  }

  var text: String {
    switch self {
    case .sent(let address, let outcome, _): "handed over for \(address): \(outcome.words)"
    case .received(let mail, _):
      (mail.mailbox.map { "seen in mailbox \($0)" } ?? "handed in by a pipe")
        + ": \(mail.verdict.rawValue) (\(mail.reason))"
    case .filed(let document, isKnown: true, _): "document \(document.rawValue), archived"
    case .filed(let document, _, _):
      "document \(document.rawValue), in the Inbox: the field \(AddressTest.headerField) was "
        + "lost on the way; minicrm document archive \(document.rawValue)"
    }
  }

  /// For people.
  var line: String {
    "ok      \(name) after \(String(format: "%.1f", took / .seconds(1))) s: \(text)"
  }

  var row: AddressTrialRow.Hop { AddressTrialRow.Hop(hop: name, text: text, took: took) }
}
