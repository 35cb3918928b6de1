/// The code and the link by which a provider wants to be sure that mail may be forwarded to a
/// company's address.
package struct MailConfirmation: Sendable, Hashable {
  /// As people call the provider.
  package let provider: String
  /// Digits; nil where none was found.
  package let code: String?
  /// An address at the provider's own hosts; nil where none was found.
  package let url: String?
  /// The domain that the mail was authenticated as, the provider's own; nil where anybody may have
  /// sent it.
  package let authenticatedAs: String?

  package init(provider: String, code: String?, url: String?, authenticatedAs: String?) {
    self.provider = provider
    self.code = code
    self.url = url
    self.authenticatedAs = authenticatedAs
  }
}
