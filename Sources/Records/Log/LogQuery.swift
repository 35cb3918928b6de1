import Foundation

/// The conditions of a search in a company's log.
package struct LogQuery: Sendable {
  /// Empty is every kind.
  package var kinds: Set<LogKind>
  /// Entries of what was merged into the customer, or the contact, are among those of it.
  package var customer: Reference<CustomerID>?
  package var contact: Reference<ContactID>?
  /// Any of these; nil is everybody and nobody. (A removed person's address may be another's now.)
  package var persons: Set<PersonID>?
  /// The first instant looked at.
  package var from: Date?
  /// The first instant no longer looked at.
  package var until: Date?
  /// Words that must all occur, each as any part of a word, without case.
  package var text: String?
  /// The most entries in the page, at least 1.
  package var limit: Int
  /// `LogPage.next` of the page before.
  package var after: String?

  package init(
    kinds: Set<LogKind> = [], customer: CustomerID? = nil, contact: ContactID? = nil,
    persons: Set<PersonID>? = nil, from: Date? = nil, until: Date? = nil, text: String? = nil,
    limit: Int = 50, after: String? = nil
  ) {
    self.kinds = kinds
    self.customer = customer.map(Reference.id)
    self.contact = contact.map(Reference.id)
    self.persons = persons
    self.from = from
    self.until = until
    self.text = text
    self.limit = limit
    self.after = after
  }

  /// The conditions that the index knows, besides customer and contact: each is met by any of its
  /// facets, all must be met.
  package var facets: [[LogFacet]] {
    var facets: [[LogFacet]] = []
    if !kinds.isEmpty, kinds.count < LogKind.allCases.count {
      facets.append(kinds.map(LogFacet.kind))
    }
    if let persons { facets.append(persons.map(LogFacet.person)) }
    return facets
  }
}
