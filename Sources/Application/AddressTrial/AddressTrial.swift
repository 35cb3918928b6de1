import Foundation
import MailIngest
import MailTransport
import Records
import Reminders
import Store

/// The way of a mail from our server for outgoing mail to a document of a company, tried with a
/// mail of our own.
package struct AddressTrial: Sendable {
  /// The trial's end: the mail arrived, or was lost.
  package struct Outcome: Sendable {
    package internal(set) var messageID: String?
    package internal(set) var mail: Mail?
    /// After which hop the mail was lost; nil where the mail became a document.
    package internal(set) var loss: AddressLoss?
  }

  /// Nobody reads a mailbox now: the mail would wait there.
  package struct NobodyReads: Error, Sendable {}

  /// The pause between two looks into the store.
  private static let pause = Duration.milliseconds(250)

  private let store: Store
  private let scope: CompanyScope
  /// The company's slug and address.
  package let company: String
  package let address: String
  private let sender: NoticeMail.Sender
  private let server: SMTPAccess
  /// The names of the mailboxes that the installation reads.
  private let mailboxes: [String]

  /// Refuses where nobody would read the mail now. Of a company that is switched off the store
  /// refuses the trial, whoever reads. Where mails are piped in, nobody has to read a mailbox.
  package init(
    of scope: CompanyScope, by template: AddressTemplate, in store: Store,
    from sender: NoticeMail.Sender, over server: SMTPAccess, mailboxes: [String]
  ) async throws {
    let record = try await scope.company()
    self.store = store
    self.scope = scope
    self.sender = sender
    self.server = server
    self.mailboxes = mailboxes
    company = record.slug
    address = template.address(slug: record.slug, token: record.token)
    let isRead =
      try mailboxes.isEmpty
      || mailboxes.contains { try Presence.isSeen(.reading(mailbox: $0), in: store) }
    if record.active, !isRead { throw NobodyReads() }
  }

  /// Sends the mail and waits until it has become a document, until `limit` is over at the latest.
  /// `tell` hears of each hop as it happens. Throws where nothing can be tried.
  package func run(
    within limit: Duration, now: Date, _ tell: (AddressHop) -> Void
  ) async throws -> Outcome {
    let test = try await scope.beginAddressTest(now: now)
    let start = ContinuousClock.now
    guard let sending = try await send(test, within: limit, now: now) else {
      return Outcome(loss: .unanswered(within: limit))
    }
    var outcome = Outcome(messageID: sending.messageID, loss: AddressLoss(sending.outcome))
    guard outcome.loss == nil else { return outcome }
    tell(.sent(address: address, sending.outcome, took: ContinuousClock.now - start))
    let sent = ContinuousClock.now
    guard let arrival = try await arrival(of: test, sending.messageID, until: start + limit) else {
      outcome.loss = .nowhere(
        messageID: sending.messageID, within: limit, unread: try await unreadMailboxes())
      return outcome
    }
    outcome.mail = arrival.mail
    tell(.received(arrival.mail, took: ContinuousClock.now - sent))
    if let document = arrival.mail.documents.first {
      tell(
        .filed(document, isKnown: arrival.isKnown, took: ContinuousClock.now - sent))
    } else {
      outcome.loss = .unfiled(arrival.mail)
    }
    return outcome
  }

  private func send(
    _ test: AddressTest, within limit: Duration, now: Date
  ) async throws -> TestMail.Trial? {
    let (address, sender, server) = (address, sender, server)
    return try await withTimeLimit(limit) {
      try await TestMail(from: sender, proof: test).send(to: address, over: server, now: now)
    }
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

  /// The reasons that keep mailboxes from being read now.
  private func unreadMailboxes() async throws -> [AddressLoss.UnreadMailbox] {
    let states = Dictionary(
      try await store.mailboxStates().map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    return try mailboxes.compactMap { name in
      let error = states[name]?.lastError
      let isFine = try error == nil && Presence.isSeen(.reading(mailbox: name), in: store)
      return isFine ? nil : AddressLoss.UnreadMailbox(name: name, error: error)
    }
  }
}
