import Foundation
import Records

@testable import Store

extension RecordsModel {
  mutating func add(
    _ new: NewDocument, _ blob: BlobReference, at now: Date, by actor: PersonID?
  ) throws -> Document {
    let party = try party(customer: new.customer, contact: new.contact)
    let same = documents.values.filter { $0.sha256 == blob.sha256 }.map(\.id.rawValue).min()
    let document = Document(
      id: newID(), company: company, companySlug: slug,
      state: party.customer == nil ? .inbox : .filed,
      fileName: new.fileName, title: try Self.title(new.title), mediaType: new.mediaType,
      declaredMediaType: nil, size: blob.size, sha256: blob.sha256, party: party,
      group: try new.group.map(group(path:)), groupPath: nil, date: new.date, receivedAt: now,
      mail: nil,
      duplicateOf: same.map(DocumentID.init(rawValue:)))
    documents[document.id] = document
    try note(Entry(kind: .documentAdded, party: party, document: document.id), by: actor)
    return shown(document)
  }

  mutating func edit(
    _ id: DocumentID, _ change: DocumentChange, by actor: PersonID?
  ) throws -> Document {
    guard let old = documents[id] else { throw ModelRefusal() }
    var group = old.group
    if case .set(let path) = change.group { group = try path.map(self.group(path:)) }
    let new = replaced(
      old, state: old.state, title: try Self.title(change.title.applied(to: old.title)),
      date: change.date.applied(to: old.date), group: group, party: old.party)
    return try noted(.documentEdited, new, instead: old, by: actor)
  }

  mutating func assign(
    _ id: DocumentID, _ change: PartyChange, by actor: PersonID?
  ) throws -> Document {
    guard let old = documents[id] else { throw ModelRefusal() }
    let new = replaced(
      old, state: .filed, title: old.title, date: old.date, group: old.group,
      party: try party(change, from: old.party))
    return try noted(.documentAssigned, new, instead: old, by: actor)
  }

  mutating func archive(_ id: DocumentID, by actor: PersonID?) throws -> Document {
    guard let old = documents[id] else { throw ModelRefusal() }
    if old.state != .archived { formerStates[id] = old.state }
    return try noted(.documentArchived, moved(old, to: .archived), instead: old, by: actor)
  }

  mutating func restore(_ id: DocumentID, by actor: PersonID?) throws -> Document {
    guard let old = documents[id] else { throw ModelRefusal() }
    guard old.state == .archived, let former = formerStates[id] else { return shown(old) }
    return try noted(.documentRestored, moved(old, to: former), instead: old, by: actor)
  }

  mutating func `return`(_ id: DocumentID, by actor: PersonID?) throws -> Document {
    guard let old = documents[id] else { throw ModelRefusal() }
    if old.state == .inbox { return shown(old) }
    let new = replaced(
      old, state: .inbox, title: old.title, date: old.date, group: old.group, party: Party())
    documents[id] = new
    try note(Entry(kind: .documentReturned, party: old.party, document: id), by: actor)
    return shown(new)
  }

  mutating func remove(_ id: DocumentID, by actor: PersonID?) throws -> Document {
    guard let old = documents[id] else { throw ModelRefusal() }
    documents[id] = nil
    let repeating = documents.values.filter { $0.duplicateOf == id }.map(\.id)
    let next = repeating.min { $0.rawValue < $1.rawValue }
    for other in repeating {
      guard let document = documents[other] else { continue }
      documents[other] = repeated(document, of: other == next ? nil : next)
    }
    try note(Entry(kind: .documentRemoved, party: old.party, document: id), by: actor)
    return shown(old)
  }

  private func moved(_ old: Document, to state: DocumentState) -> Document {
    replaced(
      old, state: state, title: old.title, date: old.date, group: old.group, party: old.party)
  }

  private func repeated(_ old: Document, of first: DocumentID?) -> Document {
    Document(
      id: old.id, company: company, companySlug: slug, state: old.state, fileName: old.fileName,
      title: old.title, mediaType: old.mediaType, declaredMediaType: nil, size: old.size,
      sha256: old.sha256, party: old.party, group: old.group, groupPath: nil, date: old.date,
      receivedAt: old.receivedAt, mail: nil, duplicateOf: first)
  }

  private mutating func noted(
    _ kind: LogKind, _ new: Document, instead old: Document, by actor: PersonID?
  ) throws -> Document {
    if new == old { return shown(old) }
    documents[new.id] = new
    try note(Entry(kind: kind, party: new.party, document: new.id), by: actor)
    return shown(new)
  }

  private func replaced(
    _ old: Document, state: DocumentState, title: String?, date: CivilDate?, group: GroupID?,
    party: Party
  ) -> Document {
    Document(
      id: old.id, company: company, companySlug: slug, state: state, fileName: old.fileName,
      title: title,
      mediaType: old.mediaType, declaredMediaType: nil, size: old.size, sha256: old.sha256,
      party: party, group: group, groupPath: nil, date: date, receivedAt: old.receivedAt, mail: nil,
      duplicateOf: old.duplicateOf)
  }

  func with(_ old: Document, _ party: Party) -> Document {
    replaced(
      old, state: old.state, title: old.title, date: old.date, group: old.group, party: party)
  }

  /// With the path that its group has now.
  func shown(_ document: Document) -> Document {
    var shown = document
    shown.groupPath = document.group.map(path(of:))
    return shown
  }

  private static func title(_ text: String?) throws -> String? {
    guard let text, !text.trimmingCharacters(in: .whitespaces).isEmpty else { return nil }
    return try trimmedName(text)
  }
}
