import Application
import Platform
import Records

/// Somebody who has logged in, with the session that the request comes in.
struct Visit: Sendable {
  let logIn: LogIn
  let session: SecretToken

  /// The token that the forms of this session carry. It tells nothing of the session's own.
  var formToken: String {
    String(Digest(of: "form token of \(session.text)").hexadecimal.prefix(32))
  }

  /// The check that forms of this session are read with.
  var formCheck: FormToken {
    let right = formToken
    return FormToken { SecretComparison.areEqual($0, right) }
  }

  /// The person's language; where several rows have several, that of the first company.
  var language: Language { logIn.memberships.first?.language ?? .finnish }
}
