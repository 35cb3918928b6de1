import MailTransport

/// A fact about the server that takes outgoing mail.
package enum SendingFact: Sendable {
  case noServer
  /// No token is to be had: a person has to agree.
  case noToken(SMTPTrouble)
  case loginRefused(SMTPTrouble)
  case unreachable(SMTPTrouble)
  case noLogin
  /// Bytes of the largest mail that is taken; nil without a limit.
  case size(Int64?)
  case smallSize(Int64)
}
