import Foundation
import Records
import System

/// Appends events from outside to one company's log, inside one write transaction.
struct EventRecording {
  private let company: CompanyID
  private let transaction: Transaction
  private let logText: LogText
  private let now: Date

  init(company: CompanyID, transaction: Transaction, now: Date) throws {
    self.company = company
    self.transaction = transaction
    self.now = now
    logText = LogText(try Company.language(of: company, in: transaction))
  }

  /// The event with its customer and its contact by their ids, by which the same event is known
  /// again whatever they are merged into.
  func named(_ event: RecordedEvent) throws -> RecordedEvent {
    var event = event
    event.customer = try event.customer.map { .id(try $0.named(of: company, in: transaction)) }
    event.contact = try event.contact.map { .id(try $0.named(of: company, in: transaction)) }
    return event
  }

  /// Appends a checked event. One that is there under the same external id changes nothing when it
  /// says the same, and is refused when it says anything else.
  func record(_ checked: RecordedEvent) throws -> (number: LogNumber, isNew: Bool) {
    let event = try named(checked)
    let identity = event.identity
    if let known = try known(event) { return (known, false) }
    var entry = LogEvent(
      kind: event.kind, person: try person(of: event), party: try party(of: event),
      text: event.text ?? logText.recorded(event))
    entry.at = event.at
    entry.money = event.money
    entry.reference = event.reference
    entry.external = identity
    return (try transaction.append(entry, to: company, at: now), true)
  }

  /// The entry that says the same under the same external id.
  func known(_ event: RecordedEvent) throws -> LogNumber? {
    guard let identity = event.identity else { return nil }
    let kind = event.kind
    let row = try transaction.row(
      """
      SELECT number, externalDigest
      FROM logEntry
      WHERE company = \(company) AND kind = \(kind) AND externalID = \(identity.id)
      """)
    guard let row else { return nil }
    let number: LogNumber = row["number"]
    guard row["externalDigest"] as Digest? == identity.digest else {
      throw Refusal(.externalID, identity.id, .taken(.byEntry(number)))
    }
    return number
  }

  func party(of event: RecordedEvent) throws -> Party {
    try Party.resolved(
      customer: event.customer, contact: event.contact, of: company, in: transaction)
  }

  func person(of event: RecordedEvent) throws -> PersonID? {
    guard let email = event.person else { return nil }
    guard let person = try Person.find(email: email, of: company, in: transaction) else {
      throw Refusal(.person, email, .absent(.nobodyHasAddress))
    }
    return person.id
  }
}
