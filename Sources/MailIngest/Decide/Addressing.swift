import Records

/// The way in which the companies of a message are found.
package enum Addressing: Sendable {
  /// By the addresses in its header.
  case header
  /// By one address given beside the message, as an MTA does.
  case recipient(String)
  /// Somebody has decided.
  case companies([Company])
}
