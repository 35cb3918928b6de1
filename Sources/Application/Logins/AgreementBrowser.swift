import MailTransport

/// A browser's way back: the place that a browser is sent to once its person has agreed.
package protocol AgreementBrowser: Sendable {
  /// Asks the question that `question` makes of the place, and waits for the code that comes back.
  func answer(
    _ question: @Sendable (_ place: String) throws -> AuthorizationRequest
  ) async throws -> AgreementAnswer
}

/// A question to a person, and the code that answers it.
package struct AgreementAnswer: Sendable {
  let request: AuthorizationRequest
  let code: String

  package init(to request: AuthorizationRequest, code: String) {
    self.request = request
    self.code = code
  }
}
