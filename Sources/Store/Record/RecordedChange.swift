import Foundation
import Records

/// A change of a company's records under way: in whose transaction, by whom, when, and in which
/// language the log tells of it.
struct RecordedChange {
  let transaction: Transaction
  /// As the transaction found the company.
  let record: Company
  let actor: Actor
  let now: Date
  private let read = ReadGroups()

  /// Kept, since many rows of one transaction may ask for it.
  private final class ReadGroups { var tree: GroupTree? }

  init(of company: CompanyID, by actor: Actor, at now: Date, in transaction: Transaction) throws {
    self.transaction = transaction
    record = try Company.required(company, in: transaction)
    self.actor = actor
    self.now = now
  }

  var company: CompanyID { record.id }
  var logText: LogText { LogText(record.language) }

  /// The company's groups, as they were when they were first asked for in the transaction.
  func groups() throws -> GroupTree {
    if let tree = read.tree { return tree }
    let tree = try GroupTree(of: company, in: transaction)
    read.tree = tree
    return tree
  }

  func requireSwitchedOn() throws(Refusal) {
    guard record.active else {
      throw Refusal(of: .company(slug: record.slug), .state(.switchedOff))
    }
  }

  /// `moment` is when it happened, where that is not now; `meant` is the person that it is about.
  func log(
    _ kind: LogKind, _ party: Party = Party(), document: DocumentID? = nil, task: TaskID? = nil,
    mail: MailID? = nil, of meant: PersonID? = nil, correcting corrected: LogNumber? = nil,
    at moment: Date? = nil, _ text: String
  ) throws {
    var event = LogEvent(
      kind: kind, person: actor.person, party: party, document: document, task: task, mail: mail,
      text: text)
    (event.meant, event.corrects, event.at) = (meant, corrected, moment)
    try transaction.append(event, to: company, at: now)
  }

  /// The last entry of one of the kinds on a document, which an undoing corrects.
  func lastEntry(_ kinds: [LogKind], on document: DocumentID) throws -> LogNumber? {
    try lastEntry(kinds, where: "document = \(document)")
  }

  /// The same on a task.
  func lastEntry(_ kinds: [LogKind], on task: TaskID) throws -> LogNumber? {
    try lastEntry(kinds, where: "task = \(task)")
  }

  /// The same about a person.
  func lastEntry(_ kind: LogKind, of person: PersonID) throws -> LogNumber? {
    try lastEntry([kind], where: "meant = \(person)")
  }

  /// The same on a customer or a contact.
  func lastEntry(_ kinds: [LogKind], on party: LogFacet) throws -> LogNumber? {
    let terms = LogIndexTerms(company)
    var last: LogPlace?
    try transaction.index.walk(
      [terms.expression(kinds.map(LogFacet.kind)), terms.expression([party])],
      from: LogPlace(secondsSince1970: .min), before: LogPlace(secondsSince1970: .max)
    ) { place in
      last = place
      return false
    }
    guard let last else { return nil }
    return try transaction.value(
      "SELECT number FROM logEntry WHERE company = \(company) AND place = \(last)")
  }

  private func lastEntry(_ kinds: [LogKind], where isOn: SQL) throws -> LogNumber? {
    try transaction.value(
      """
      SELECT max(number) FROM logEntry
      WHERE company = \(company) AND \(isOn) AND kind IN \(oneOf: kinds)
      """)
  }
}
