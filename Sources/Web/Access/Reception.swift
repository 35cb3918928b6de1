import Application
import Foundation
import HTTPTypes
import HummingbirdCore
import Records

/// All that the pages have of the product, and the rules by which people come to a page.
package struct Reception: Sendable {
  /// Has a link mailed to somebody who has forgotten the password; never waits.
  package typealias ForgottenPassword = @Sendable (_ email: String) -> Void

  let access: Access
  let cookies: SessionCookies
  let forgottenPassword: ForgottenPassword
  let now: @Sendable () -> Date

  /// `origin` is `https://crm.example.fi`.
  package init(
    _ access: Access, origin: String, forgottenPassword: @escaping ForgottenPassword,
    now: @escaping @Sendable () -> Date
  ) {
    self.access = access
    self.forgottenPassword = forgottenPassword
    self.now = now
    cookies = SessionCookies(origin: origin)
  }

  /// Nil for whoever has not logged in, or whose session is over.
  func visit(_ request: WebRequest) async throws -> Visit? {
    guard let session = cookies.session(of: request) else { return nil }
    return try await access.logIn(of: session).map { Visit(logIn: $0, session: session) }
  }

  /// A page of somebody who has logged in; others are sent to log in, and come back then.
  func get(
    _ path: String, _ page: @escaping @Sendable (WebRequest, Visit) async throws -> Response
  ) -> Route {
    .get(path) { request in
      guard let visit = try await visit(request) else { return LogInPage.redirect(from: request) }
      return try await page(request, visit)
    }
  }
}
