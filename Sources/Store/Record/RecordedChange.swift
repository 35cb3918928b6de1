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
  /// Edits are kept, so that they can be taken back.
  let keepsEdits: Bool
  private let kept = Kept()

  /// The part of a change that grows.
  private final class Kept {
    /// Many rows of one transaction may ask for it.
    var tree: GroupTree?
    var entries: [LogNumber] = []
    /// The entry that the change undoes; the first one that corrects no other corrects it.
    var undone: LogNumber?
  }

  init(
    of company: CompanyID, by actor: Actor, at now: Date, keepsEdits: Bool = false,
    in transaction: Transaction
  ) throws {
    self.keepsEdits = keepsEdits
    self.transaction = transaction
    record = try Company.required(company, in: transaction)
    self.actor = actor
    self.now = now
  }

  /// The entry that is undone, which the next entry corrects, unless that knows of another.
  func begin(undoing entry: LogNumber) { kept.undone = entry }

  var company: CompanyID { record.id }
  var logText: LogText { LogText(record.language) }

  /// The company's groups, as they were when they were first asked for in the transaction.
  func groups() throws -> GroupTree {
    if let tree = kept.tree { return tree }
    let tree = try GroupTree(of: company, in: transaction)
    kept.tree = tree
    return tree
  }

  /// The numbers of the entries that the log got so far.
  var entries: [LogNumber] { kept.entries }

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
    (event.meant, event.corrects, event.at) = (meant, corrected ?? kept.undone, moment)
    if corrected == nil { kept.undone = nil }
    kept.entries.append(try transaction.append(event, to: company, at: now))
  }

  /// Keeps the edit that the last entry tells of, where somebody may take it back.
  func keep(_ edit: KeptEdit) throws {
    guard keepsEdits, let entry = kept.entries.last else { return }
    try edit.keep(for: entry, of: company, at: now, in: transaction)
  }

  /// The last entry of one of the kinds on a document, which an undoing corrects. With `standing`
  /// entries that were undone don't count, nor do undoings but that one.
  func lastEntry(
    _ kinds: [LogKind], on document: DocumentID, standing entry: LogNumber? = nil
  ) throws -> LogNumber? {
    try lastEntry(kinds, standing: entry, where: "document = \(document)")
  }

  /// The same on a task.
  func lastEntry(
    _ kinds: [LogKind], on task: TaskID, standing entry: LogNumber? = nil
  ) throws -> LogNumber? {
    try lastEntry(kinds, standing: entry, where: "task = \(task)")
  }

  /// The same about a person.
  func lastEntry(
    _ kinds: [LogKind], of person: PersonID, standing entry: LogNumber? = nil
  ) throws -> LogNumber? {
    try lastEntry(kinds, standing: entry, where: "meant = \(person)")
  }

  /// The same on a customer or a contact.
  func lastEntry(
    _ kinds: [LogKind], on party: LogFacet, standing entry: LogNumber? = nil
  ) throws -> LogNumber? {
    let terms = LogIndexTerms(company)
    var last: LogNumber?
    try transaction.index.walk(
      [terms.expression(kinds.map(LogFacet.kind)), terms.expression([party])],
      from: LogPlace(secondsSince1970: .min), before: LogPlace(secondsSince1970: .max)
    ) { place in
      last = try lastEntry(kinds, standing: entry, where: "place = \(place)")
      return last == nil
    }
    return last
  }

  private func lastEntry(
    _ kinds: [LogKind], standing entry: LogNumber?, where isOn: SQL
  ) throws -> LogNumber? {
    let stands: SQL =
      entry.map {
        """
        AND (corrects IS NULL OR number = \($0)) AND NOT EXISTS (SELECT 1 FROM logEntry AS later
          WHERE later.company = logEntry.company AND later.corrects = logEntry.number)
        """
      } ?? ""
    return try transaction.value(
      """
      SELECT max(number) FROM logEntry
      WHERE company = \(company) AND \(isOn) AND kind IN \(oneOf: kinds) \(stands)
      """)
  }
}
