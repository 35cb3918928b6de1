/// The limit at which reading stopped; the part that bears it holds all that lies beyond.
package enum ReadingLimit: String, Sendable {
  /// Too many messages inside messages: this is the next one, whole.
  case depth
  /// Encoded messages that unpack to too much: this is the next one, whole.
  case scratch
  /// Too many multiparts inside multiparts: this is the next one, with its header.
  case multiparts
  /// Too many parts: this is everything from the first part too many on.
  case parts
  /// Too long a header block: this is the part with its header.
  case header
}
