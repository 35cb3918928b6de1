import Records

/// There is no such thing, for whoever asked.
package struct Missing: Error, Sendable, Hashable, CustomStringConvertible {
  /// `customer 12`
  package let subject: String

  package init(_ id: some OwnedIdentifier) { subject = id.subject }
  package init(_ id: MailID) { subject = "mail \(id.rawValue)" }

  package var description: String { "there is no \(subject)" }
}
