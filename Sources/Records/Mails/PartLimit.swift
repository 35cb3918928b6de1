/// The limits of reading, beyond which a message is taken apart no further.
package enum PartLimit: String, Sendable, CaseIterable {
  /// Nested messages.
  case depth
  /// Bytes of encoded messages.
  case scratch
  /// Nested multiparts.
  case multiparts
  case parts
  case header
}
