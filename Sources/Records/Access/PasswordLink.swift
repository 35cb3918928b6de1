import Foundation
import Platform

/// A link by which somebody sets a password: sent to one address by mail, good for one use.
package struct PasswordLink: Sendable, Hashable {
  package enum Purpose: Sendable, Hashable {
    /// A person is to get into a company.
    case invitation
    /// The person of a log-in has forgotten the password.
    case renewal

    /// In seconds.
    package var lasting: TimeInterval {
      switch self {
      case .invitation: 7 * 86_400
      case .renewal: 3_600
      }
    }
  }

  package let purpose: Purpose
  /// The address that the link was sent to, whose log-in gets the password.
  package let email: String
  package let name: String
  /// The name of the company that invites.
  package let company: String
  package let language: Language
  /// The company's.
  package let timeZone: Zone
  package let expiresAt: Date

  package init(
    _ purpose: Purpose, email: String, name: String, company: String, language: Language,
    timeZone: Zone, expiresAt: Date
  ) {
    self.purpose = purpose
    self.email = email
    self.name = name
    self.company = company
    self.language = language
    self.timeZone = timeZone
    self.expiresAt = expiresAt
  }
}
