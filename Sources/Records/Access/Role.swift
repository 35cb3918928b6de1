/// The part that a person has at a company, which says what the person may do there.
package enum Role: String, Sendable, Hashable, CaseIterable, Codable {
  /// Does all that the company can do, persons and tokens too.
  case admin
  /// Does the daily work.
  case member
  /// Reads and downloads.
  case accountant

  package var mayWork: Bool { self != .accountant }
  package var mayAdminister: Bool { self == .admin }

  package var words: Words {
    switch self {
    case .admin: Words("ylläpitäjä", "administratör", rawValue)
    case .member: Words("jäsen", "medlem", rawValue)
    case .accountant: Words("kirjanpitäjä", "bokförare", rawValue)
    }
  }
}
