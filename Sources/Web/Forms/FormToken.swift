import HTTPTypes

/// The token that a session's own pages carry, so that no other page can send a form in its name.
package struct FormToken: Sendable {
  /// The field that carries it, first in multipart.
  package static let field = "csrf"

  /// For forms that come before any session: the origin alone says that they are ours.
  package static let unneeded = FormToken()

  /// Nil where none is needed.
  private let isRight: (@Sendable (String) async throws -> Bool)?

  private init() { isRight = nil }

  /// `isRight` compares with the session's token.
  package init(_ isRight: @escaping @Sendable (String) async throws -> Bool) {
    self.isRight = isRight
  }

  /// Throws 403 unless it is the session's.
  package func check(_ token: String?) async throws {
    guard let isRight else { return }
    guard let token, try await isRight(token) else { throw WebError(.forbidden) }
  }

  /// The header that carries it where there is no form.
  package static func header(_ headers: HTTPFields) -> String? { headers[.known("X-CSRF-Token")] }
}
