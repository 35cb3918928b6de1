import MailTransport

/// Nobody's leave for a login was had; nothing was kept.
package struct AgreementError: Error, Sendable {
  package enum Fault: Sendable {
    /// The login goes by a password.
    case byPassword
    /// The grant needs nobody's leave.
    case needless(OAuth2Client.Grant)
    /// The settings name no way.
    case noWay
    /// The provider gives no code for another device.
    case noCode(DeviceRequest.NoCode)
    case outOfTime
    /// The server gave leave, but no refresh token.
    case noRefreshToken(host: String)
    /// The mail server refuses the login: the wrong person has agreed, or to too little.
    case loginRefused(any Error, username: String)
  }

  /// The login's name: `mailbox documents`.
  package let subject: String
  package let fault: Fault

  package init(_ subject: String, _ fault: Fault) {
    self.subject = subject
    self.fault = fault
  }
}
