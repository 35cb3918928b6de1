/// The protection of a connection to a mail server.
package enum LinkSecurity: Sendable, Hashable {
  /// TLS from the first byte (`imaps://`, `smtps://`).
  case implicitTLS
  /// STARTTLS before anything else, or no session at all (`imap://`, `smtp://`).
  case startTLS
  /// No protection; settings may have it to loopback addresses only.
  case none
}
