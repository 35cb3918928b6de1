import Foundation

/// The way in which somebody names a record of a company: by its id, by the name that another
/// system has for the record, or by the record's own name.
package enum Reference<ID: OwnedIdentifier>: Sendable, Hashable, Codable {
  case id(ID)
  case externalID(String)
  case name(String)

  private static var mark: String { "ext:" }

  /// The reference that a text is: digits are an id, `ext:A-1` is another system's name, and all
  /// else the record's own. Nil for an empty text.
  package init?(_ text: String) {
    let text = FieldRule.trimmed(text)
    if let id = Int64(text) {
      self = .id(ID(rawValue: id))
    } else if text.hasPrefix(Self.mark) {
      let name = FieldRule.trimmed(String(text.dropFirst(Self.mark.count)))
      self = .externalID(name.precomposedStringWithCanonicalMapping)
    } else if text.isEmpty {
      return nil
    } else {
      self = .name(text)
    }
  }

  /// Nil for a reference that is none by id.
  package var id: ID? { if case .id(let id) = self { id } else { nil } }

  /// As people write the reference.
  package var text: String {
    switch self {
    case .id(let id): "\(id.rawValue)"
    case .externalID(let name): Self.mark + name
    case .name(let name): name
    }
  }

  /// The company has no record that is named so; `field` is where the record was named.
  package func notFound(_ field: RecordField? = ID.kind.field) -> Refusal {
    if let id { return .notFound(id, field) }
    return Refusal(of: nil, field, given: text, .absent(.unknown))
  }
}

/// An id or a reference: either names a record of the kind.
package protocol Referring<ID>: Sendable {
  associatedtype ID: OwnedIdentifier
  var reference: Reference<ID> { get }
}

extension Reference: Referring {
  package var reference: Reference<ID> { self }
}

extension CustomerID: Referring {
  package var reference: Reference<CustomerID> { .id(self) }
}

extension ContactID: Referring {
  package var reference: Reference<ContactID> { .id(self) }
}
