/// One reason why an installation isn't well, and what to do about it.
struct Problem: Sendable, Hashable, CustomStringConvertible {
  /// What isn't well: `mailbox documents`.
  let subject: String
  let text: String
  let advice: String

  var description: String { "\(subject): \(text); \(advice)" }
}
