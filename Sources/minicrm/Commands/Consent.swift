import Foundation

/// The consent to what can't be undone: an option gives it, or the person at the terminal.
struct Consent {
  /// The option was given.
  let isGiven: Bool

  /// Throws where nobody consents. `question` is asked at a terminal.
  func require(to question: String) throws {
    if isGiven { return }
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
      throw Failure(.refused, "nobody is there to be asked, and nothing was done; give --yes")
    }
    try FileHandle.standardError.write(contentsOf: Data("\(question) Type yes: ".utf8))
    guard readLine() == "yes" else { throw Failure(.refused, "nothing was done") }
  }
}
