/// The verbs that only look, by their last word; all others have to change something when they are
/// given every option.
enum ReadingVerbs {
  private static let words: Set = [
    "list", "show", "explain", "search", "verify", "export", "plan", "preview", "status",
    "feed",
  ]

  static func contains(_ verb: Verb) -> Bool {
    verb.path.last.map(words.contains) ?? false
  }
}
