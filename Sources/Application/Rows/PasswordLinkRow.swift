import Foundation
import Records

/// A link by which a person sets a password; its URL only where it was asked for, else it was
/// mailed.
package struct PasswordLinkRow: Encodable, Sendable {
  package let person: PersonID
  package let email: String
  package let expiresAt: Date
  package let url: String?

  package init(_ person: PersonID, _ link: PasswordLink, url: String?) {
    self.person = person
    email = link.email
    expiresAt = link.expiresAt
    self.url = url
  }
}
