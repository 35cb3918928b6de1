import Records
import Store

/// A kept mail, and the company that it is released to.
package struct ReleaseTarget: Sendable {
  let mail: Mail
  package let scope: CompanyScope

  /// The mail belongs to no company, and none was named.
  package struct Unknown: Error, Sendable, CustomStringConvertible {
    package let mail: MailID

    package var description: String { "mail \(mail.rawValue) belongs to no company" }
  }
}
