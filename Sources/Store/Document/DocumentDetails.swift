import Foundation
import Records
import System

/// The details that people give a document, as they are stored.
struct DocumentDetails: Hashable {
  let party: Party
  let title: String?
  let date: CivilDate?
  let group: GroupID?

  init(party: Party, title: String?, date: CivilDate?, group: GroupID?) {
    self.party = party
    self.title = title
    self.date = date
    self.group = group
  }

  init(_ new: NewDocument, of company: CompanyID, in transaction: Transaction) throws {
    self.init(
      party: try Party.resolved(
        customer: new.customer, contact: new.contact, of: company, in: transaction),
      title: try DocumentDetails.title(new.title), date: new.date,
      group: try new.group.map { try GroupTree(of: company, in: transaction).required(path: $0) })
  }

  init(_ document: Document) {
    self.init(
      party: document.party, title: document.title, date: document.date, group: document.group)
  }

  func edited(_ change: DocumentChange, in tree: GroupTree) throws -> DocumentDetails {
    DocumentDetails(
      party: party, title: try DocumentDetails.title(change.title.applied(to: title)),
      date: change.date.applied(to: date), group: try tree.applied(change.group, to: group))
  }

  private static func title(_ text: String?) throws(Refusal) -> String? {
    guard let text else { return nil }
    let title = FieldRule.trimmed(text)
    if title.isEmpty { return nil }
    try TextLimit.name.check(title, .title)
    guard title.isPrintable else {
      throw Refusal(.title, title, .text(.controlCharacters(besides: .none)))
    }
    return title
  }
}
