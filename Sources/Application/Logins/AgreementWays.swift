import MailTransport

/// The provider's ways by which a person may agree that a login is used.
package struct AgreementWays: Sendable {
  /// The endpoint that gives a code for another device; nil where there is no such way.
  let device: @Sendable () throws -> HTTPEndpoint?
  /// The page that a browser opens; nil where there is no such way.
  let page: String?
  /// Parameters of the page beside the usual.
  let parameters: [(name: String, value: String)]

  package init(
    device: @escaping @Sendable () throws -> HTTPEndpoint?, page: String?,
    parameters: [(name: String, value: String)]
  ) {
    self.device = device
    self.page = page
    self.parameters = parameters
  }
}
