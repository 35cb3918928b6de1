import Foundation
import Records

/// The details that people give a document, as they are stored.
struct DocumentDetails: Hashable {
  let party: Party
  let title: String?
  let date: CivilDate?
  let group: GroupID?
  let notes: String?
  let keepUntil: CivilDate?

  init(_ new: NewDocument, _ change: RecordedChange) throws {
    let tree = try change.groups()
    party = try Party.resolved(
      customer: new.customer, contact: new.contact, of: change.company, in: change.transaction)
    title = try DocumentDetails.title(new.title)
    date = new.date
    let group = try new.group.map { try tree.required(named: $0) }
    self.group = group
    notes = try DocumentDetails.notes(new.notes)
    keepUntil = try group.flatMap(tree.keepYears(of:)).flatMap {
      try DocumentDetails.lastDay(of: $0, after: new.date, receivedAt: change.now, change)
    }
  }

  init(_ document: Document) {
    party = document.party
    title = document.title
    date = document.date
    group = document.group
    notes = document.notes
    keepUntil = document.keepUntil
  }

  /// The details after an edit. A document that comes into a group whose documents are kept, or
  /// gets another date there, is kept no shorter than the group says, unless the edit gives a day.
  init(
    _ document: Document, _ edit: DocumentChange, in tree: GroupTree, _ change: RecordedChange
  ) throws {
    party = document.party
    title = try DocumentDetails.title(edit.title.applied(to: document.title))
    date = edit.date.applied(to: document.date)
    group = try tree.applied(edit.group, to: document.group)
    notes = try DocumentDetails.notes(edit.notes.applied(to: document.notes))
    if case .set(let day) = edit.keepUntil {
      keepUntil = day
    } else if let group, let years = tree.keepYears(of: group),
      (group, date) != (document.group, document.date)
    {
      let day = try DocumentDetails.lastDay(
        of: years, after: date, receivedAt: document.receivedAt, change)
      keepUntil = [document.keepUntil, day].compactMap(\.self).max()
    } else {
      keepUntil = document.keepUntil
    }
  }

  /// The edit that makes these details of others. Groups go by their ids, which stay.
  func edit(of other: DocumentDetails) -> DocumentChange {
    var edit = DocumentChange()
    edit.title = Edit(to: title, from: other.title)
    edit.date = Edit(to: date, from: other.date)
    edit.group = Edit(to: group?.written, from: other.group?.written)
    edit.notes = Edit(to: notes, from: other.notes)
    // Given in any case: another group or date must not move it.
    edit.keepUntil = .set(keepUntil)
    return edit
  }

  /// The last day of the year that comes `years` after the year of the date, or of the receipt
  /// where there is no date.
  private static func lastDay(
    of years: Int, after date: CivilDate?, receivedAt: Date, _ change: RecordedChange
  ) throws -> CivilDate? {
    let year = try date ?? LocalClock(change.record).day(at: receivedAt.storedSeconds)
    return CivilDate(year: year.year + years, month: 12, day: 31)
  }

  private static func title(_ text: String?) throws(Refusal) -> String? {
    try FieldRule.line(text, .title, .name)
  }

  private static func notes(_ text: String?) throws(Refusal) -> String? {
    guard let text, !FieldRule.trimmed(text).isEmpty else { return nil }
    return try FieldRule.longText(text, .notes)
  }
}
