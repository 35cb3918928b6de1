import Foundation
import Platform
import Records

/// Appends events from outside to one company's log, inside one write transaction.
struct EventRecording {
  private let company: CompanyID
  private let transaction: Transaction
  private let logText: LogText
  private let now: Date
  private let clock: LocalClock
  /// The years of the company's zone that an event may be of.
  private let years: ClosedRange<Int>

  private static let firstYear = 1990
  private static let mostYearsAhead = 10

  init(company: CompanyID, transaction: Transaction, now: Date) throws {
    self.company = company
    self.transaction = transaction
    self.now = now
    let record = try Company.required(company, in: transaction)
    logText = LogText(record.language)
    clock = try LocalClock(record)
    let year = clock.day(at: now.storedSeconds).year
    years = Self.firstYear...max(Self.firstYear, year + Self.mostYearsAhead)
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
  /// says the same, and is refused when it says anything else. Whatever refuses an event does so
  /// before anything is written.
  func record(_ checked: RecordedEvent) throws -> (number: LogNumber, isNew: Bool) {
    let event = try named(checked)
    let identity = event.identity
    if let known = try known(event) { return (known, false) }
    try event.requireAmount()
    try requireKnownYear(of: event)
    try requireCorrected(by: event)
    var entry = LogEvent(
      kind: event.kind, person: try person(of: event), party: try party(of: event),
      text: event.text ?? logText.recorded(event))
    entry.at = event.at
    entry.money = event.money
    entry.reference = event.reference
    entry.external = identity
    entry.corrects = event.corrects
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
    let digest: Digest? = row["externalDigest"]
    guard try digest == identity.digest || isSame(event, as: digest) else {
      throw Refusal(.externalID, identity.id, .taken(.byEntry(number)))
    }
    return number
  }

  /// The digest is of the same event, whose customer or contact was then named by an id that has
  /// been merged with the present one.
  private func isSame(_ event: RecordedEvent, as digest: Digest?) throws -> Bool {
    for customer in try alternatives(to: event.customer) {
      for contact in try alternatives(to: event.contact) {
        var other = event
        (other.customer, other.contact) = (customer, contact)
        if other.identity?.digest == digest { return true }
      }
    }
    return false
  }

  /// The references by each id that the record has; none stays none.
  private func alternatives<ID: PartyIdentifier>(
    to reference: Reference<ID>?
  ) throws -> [Reference<ID>?] {
    guard let reference else { return [nil] }
    do {
      return try reference.merged(of: company, in: transaction).map(Reference.id)
    } catch is Refusal {
      // A removed contact, or one of another company, is known by no other id.
      return [reference]
    }
  }

  func party(of event: RecordedEvent) throws -> Party {
    try Party.resolved(
      customer: reference(
        to: Customer.self, event.customer, named: event.customerExternalID, .customerExternalID,
        clash: .twoCustomers),
      contact: reference(
        to: Contact.self, event.contact, named: event.contactExternalID, .contactExternalID,
        clash: .twoContacts),
      of: company, in: transaction)
  }

  /// The reference to a record that is named by a reference, by another system's name for it, or by
  /// both.
  private func reference<Record: PartyRecord>(
    to kind: Record.Type, _ reference: Reference<Record.ID>?, named externalID: String?,
    _ field: RecordField, clash: ImportFault
  ) throws -> Reference<Record.ID>? {
    guard let externalID else { return reference }
    guard let found = try Record.find(externalID: externalID, of: company, in: transaction) else {
      throw Refusal(field, externalID, .absent(.noneHasExternalID(Record.ID.kind)))
    }
    if let reference, try reference.resolved(of: company, in: transaction) != found.id {
      throw Refusal(field, externalID, .importing(clash))
    }
    return .id(found.id)
  }

  /// A slip of the keyboard, 0206 or 2206, would stand at an end of the log for good.
  func requireKnownYear(of event: RecordedEvent) throws {
    guard let at = event.at else { return }
    guard years.contains(clock.day(at: at.storedSeconds).year) else {
      throw Refusal(.at, .time(.outOfYears(years)))
    }
  }

  /// An event corrects an entry that is there.
  func requireCorrected(by event: RecordedEvent) throws {
    guard let number = event.corrects else { return }
    let isThere = try transaction.exists(
      "SELECT 1 FROM logEntry WHERE company = \(company) AND number = \(number)")
    guard isThere else {
      throw Refusal(of: .record(.logEntry, number.rawValue), .corrects, .absent(.unknown))
    }
  }

  func person(of event: RecordedEvent) throws -> PersonID? {
    guard let email = event.person else { return nil }
    guard let person = try Person.find(email: email, of: company, in: transaction) else {
      throw Refusal(.person, email, .absent(.nobodyHasAddress))
    }
    return person.id
  }
}
