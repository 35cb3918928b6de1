/// A key that an entry of the log is found by, beside its words.
package enum LogFacet: Sendable, Hashable {
  case kind(LogKind)
  case person(PersonID)
  case customer(CustomerID)
  case contact(ContactID)
  /// Every entry of the company.
  case any
}
