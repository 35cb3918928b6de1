import Foundation
import GRDB
import Records

/// Appends events from outside to one company's log, inside one write transaction.
struct EventRecording {
  static let knownSQL = """
    SELECT number, externalDigest FROM logEntry WHERE company = ? AND kind = ? AND externalID = ?
    """

  private let company: CompanyID
  private let database: Database
  private let voice: LogText
  private let now: Date

  init(company: CompanyID, database: Database, now: Date) throws {
    self.company = company
    self.database = database
    self.now = now
    voice = LogText(try Company.language(of: company, in: database))
  }

  /// Appends a checked event. One that is there under the same external id changes nothing when it
  /// says the same, and is refused when it says anything else.
  func record(_ event: RecordedEvent) throws -> (number: LogNumber, isNew: Bool) {
    let identity = event.identity
    if let known = try known(event) { return (known, false) }
    var entry = LogEvent(
      kind: event.kind, person: try person(of: event), party: try party(of: event),
      text: event.text ?? voice.recorded(event))
    entry.at = event.at
    entry.money = event.money
    entry.reference = event.reference
    entry.external = identity
    return (try LogAppender.append(entry, to: company, at: now, in: database), true)
  }

  /// The entry that says the same under the same external id.
  func known(_ event: RecordedEvent) throws -> LogNumber? {
    guard let identity = event.identity else { return nil }
    let kind = event.kind
    let row = try Row.fetchOne(
      database.cachedStatement(sql: Self.knownSQL),
      arguments: [company.rawValue, kind.rawValue, identity.id])
    guard let row else { return nil }
    let number = LogNumber(rawValue: row["number"])
    guard Array(row["externalDigest"] as Data) == identity.digest else {
      throw Refusal(.externalID, identity.id, .taken(.byEntry(number)))
    }
    return number
  }

  func party(of event: RecordedEvent) throws -> Party {
    try Party.resolved(
      customer: event.customer, contact: event.contact, of: company, in: database)
  }

  func person(of event: RecordedEvent) throws -> PersonID? {
    guard let email = event.person else { return nil }
    guard let person = try Person.find(email: email, of: company, in: database) else {
      throw Refusal(.person, email, .absent(.nobodyHasAddress))
    }
    return person.id
  }
}
