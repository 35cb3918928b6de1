/// The one who acts in a company.
package enum Actor: Sendable, Hashable {
  /// A person of the company.
  case person(PersonID)
  /// The operator, or the program itself, whom no company names.
  case `operator`

  /// Nil for the operator.
  package var person: PersonID? {
    if case .person(let id) = self { id } else { nil }
  }
}
