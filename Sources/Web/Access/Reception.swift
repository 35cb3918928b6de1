import Application
import Foundation
import HTTPTypes
import HummingbirdCore
import Records

/// All that the pages have of the product, and the rules by which people come to a page.
package struct Reception: Sendable {
  /// Has a link mailed to somebody who has forgotten the password; never waits.
  package typealias ForgottenPassword = @Sendable (_ email: String) -> Void

  /// The means of the installation that pages use; nil where the installation lacks one.
  package struct Services: Sendable {
    /// Makes documents of kept mails.
    package var releasing: MailReleasing?
    /// Makes images of pages.
    package var pictures: PagePictures?
    /// Mails a link by which somebody sets a password; never waits.
    package var mailLink: (@Sendable (SentLink) -> Void)?
    /// Makes the companies' secret addresses.
    package var addresses: CompanyAddresses?
    /// Bytes that a person may put into one document.
    package var maximumUpload: Int64 = 256 << 20

    package init() {}
  }

  let access: Access
  let cookies: SessionCookies
  let forgottenPassword: ForgottenPassword
  let services: Services
  let viewers = Viewers()
  /// Ends the streams of live news.
  package let stopping = StopSignal()
  let now: @Sendable () -> Date

  /// `origin` is `https://crm.example.fi`.
  package init(
    _ access: Access, origin: String, forgottenPassword: @escaping ForgottenPassword,
    services: Services = Services(),
    now: @escaping @Sendable () -> Date
  ) {
    self.services = services
    self.access = access
    self.forgottenPassword = forgottenPassword
    self.now = now
    cookies = SessionCookies(origin: origin)
  }

  /// Nil for whoever has not logged in, or whose session is over.
  func visit(_ request: WebRequest, isUse: Bool = true) async throws -> Visit? {
    guard let session = cookies.session(of: request) else { return nil }
    return try await access.logIn(of: session, isUse: isUse).map {
      Visit(logIn: $0, session: session)
    }
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
