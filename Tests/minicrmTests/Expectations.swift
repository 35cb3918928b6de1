import TestKit
import Testing

/// The errors are one line that holds these words, and no secret.
func expectOneLine(
  _ errors: String, about words: [String], at location: SourceLocation = #_sourceLocation
) {
  let lines = errors.split(separator: "\n").filter { $0.hasPrefix("minicrm: ") }
  #expect(lines.count == 1, "\(errors)", sourceLocation: location)
  for word in words {
    let isSaid = errors.lowercased().contains(word.lowercased())
    #expect(isSaid, "'\(word)' is not in: \(errors)", sourceLocation: location)
  }
  #expect(!errors.contains(Dovecot.password), sourceLocation: location)
}
