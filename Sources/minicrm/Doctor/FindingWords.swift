/// The words of a fact that an examination found.
struct FindingWords: Sendable, Hashable {
  let text: String
  /// Nil when there is nothing to do, or the text says it.
  let advice: String?

  init(_ text: String, _ advice: String? = nil) {
    self.text = text
    self.advice = advice
  }
}
