import Application
import Foundation
import MailTransport
import Reminders
import Store

/// The way of a mail from our server for outgoing mail to a document of a company, tried with a
/// mail of our own.
struct AddressTrial {
  /// One stretch of the way that the mail has come.
  struct Hop: Sendable {
    enum Kind: String, Sendable {
      /// The server for outgoing mail has it.
      case sent
      /// It has a verdict.
      case received
      /// It is a document.
      case filed
    }

    let kind: Kind
    let text: String
    let took: Duration
  }

  /// How it ended.
  struct Outcome: Sendable {
    var messageID: String?
    var mail: Mail?
    /// What went wrong, and what to do; nil where the mail became a document.
    var loss: (text: String, advice: String)?
  }

  /// How long the store is left alone between two looks.
  private static let pause = Duration.milliseconds(250)

  let place: Workplace
  let scope: CompanyScope
  let address: String
  let smtp: SMTPSettings

  /// Sends the mail and waits until it has become a document, until `limit` is over at the latest.
  /// `tell` hears of each hop as it happens. Throws where nothing can be tried.
  func run(within limit: Duration, _ tell: (Hop) -> Void) async throws -> Outcome {
    let test = try await scope.beginAddressTest(now: Date())
    let start = ContinuousClock.now
    guard let sending = try await send(test, within: limit) else {
      return Outcome(loss: AddressLoss.unanswered(limit))
    }
    var outcome = Outcome(messageID: sending.messageID)
    outcome.loss = AddressLoss.refusal(sending.outcome)
    guard outcome.loss == nil else { return outcome }
    tell(Hop(.sent, "handed over for \(address): \(sending.outcome.words)", since: start))
    let sent = ContinuousClock.now
    if let arrival = try await arrival(of: test, sending.messageID, until: start + limit) {
      outcome.mail = arrival.mail
      tell(Hop(.received, arrival.mail.shownArrival, since: sent))
      if let document = arrival.mail.documents.first {
        tell(Hop(.filed, Self.words(for: document, arrival), since: sent))
      } else {
        outcome.loss = AddressLoss.unfiled(arrival.mail)
      }
    } else {
      outcome.loss = try await AddressLoss(place).afterSending(sending.messageID, within: limit)
    }
    return outcome
  }

  private func send(_ test: AddressTest, within limit: Duration) async throws -> TestMail.Trial? {
    let (address, smtp) = (address, smtp)
    return try await withTimeLimit(limit) {
      try await TestMail(from: smtp.sender, proof: test)
        .send(to: address, over: smtp.access, now: Date())
    }
  }

  private static func words(for document: DocumentID, _ arrival: AddressTest.Arrival) -> String {
    guard !arrival.isKnown else { return "document \(document.rawValue), archived" }
    return "document \(document.rawValue), in the Inbox: the field \(AddressTest.headerField) was "
      + "lost on the way; minicrm document archive \(document.rawValue)"
  }

  private func arrival(
    of test: AddressTest, _ messageID: String, until end: ContinuousClock.Instant
  ) async throws -> AddressTest.Arrival? {
    while true {
      if let found = try await scope.arrival(of: test, messageID: messageID) { return found }
      guard ContinuousClock.now < end else { return nil }
      try await Task.sleep(for: Self.pause)
    }
  }
}

extension AddressTrial.Hop {
  fileprivate init(_ kind: Kind, _ text: String, since start: ContinuousClock.Instant) {
    self.init(kind: kind, text: text, took: ContinuousClock.now - start)
  }

  var milliseconds: Int64 { Int64(took / .milliseconds(1)) }

  var line: String {
    "ok      \(kind.rawValue) after \(String(format: "%.1f", took / .seconds(1))) s: \(text)"
  }
}

extension Mail {
  /// "seen in mailbox documents: filed (1 document)"
  fileprivate var shownArrival: String {
    let place = mailbox.map { "seen in mailbox \($0)" } ?? "handed in by a pipe"
    return "\(place): \(verdict.rawValue) (\(reason))"
  }
}
