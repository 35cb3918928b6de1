import Foundation

/// The way of a person of a company into its pages; one who has neither was never invited, or let
/// the invitation pass.
package enum PersonAccess: Sendable, Hashable {
  /// The person has a log-in.
  case joined
  /// A link by which the person sets a password was made, and works until then.
  case invited(until: Date)
}
