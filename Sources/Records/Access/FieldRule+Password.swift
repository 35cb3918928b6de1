extension FieldRule {
  /// The fewest characters of a password (NIST SP 800-63B, section 5.1.1.2).
  package static let leastPassword = 8

  /// A password as it is hashed: in composed form, so that it is the same from each keyboard. What
  /// was given is in no refusal.
  package static func password(_ text: String, email: String) throws(Refusal) -> String {
    let password = normalisedPassword(text)
    guard password.count >= leastPassword else {
      throw Refusal(.password, .text(.tooShort(least: leastPassword)))
    }
    try TextLimit.password.check(password, .password)
    guard emailKey(password) != emailKey(email), Set(password).count > 1 else {
      throw Refusal(.password, .text(.easilyGuessed))
    }
    return password
  }

  package static func normalisedPassword(_ text: String) -> String {
    text.precomposedStringWithCanonicalMapping
  }
}
