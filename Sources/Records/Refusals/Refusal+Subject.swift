extension Refusal {
  /// The thing that a refusal is about, where a field doesn't say it.
  package enum Subject: Sendable, Hashable {
    case record(RecordKind, Int64)
    case company(slug: String)
    /// The person who acts, where one is named for a change.
    case actor
    /// A part of a mail by its path.
    case part(String)
    /// A file by its name.
    case file(String)
    /// The place in a list where its next page begins.
    case cursor
    /// The number of rows that a list shows.
    case limit
    /// A name that an erasure is to look for too.
    case furtherName

    package static func record<ID: OwnedIdentifier>(_ id: ID) -> Subject {
      .record(ID.kind, id.rawValue)
    }
  }
}
