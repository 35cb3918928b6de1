import ArgumentParser
import Foundation

/// The consent to what can't be undone: an option gives it, or the person at the terminal.
enum Consent {
  /// For a command's validation: throws where no option gives consent and nobody can be asked.
  static func validate(isGiven: Bool) throws {
    guard !isGiven, isatty(STDIN_FILENO) != 1 || isatty(STDERR_FILENO) != 1 else { return }
    throw ValidationError(
      "Nothing was done: this can't be undone, and there is no terminal to ask at. Give --yes.")
  }

  /// Asks the person at the terminal; throws unless the answer is yes.
  static func ask(_ question: String) throws {
    try FileHandle.standardError.write(contentsOf: Data("\(question) Type yes: ".utf8))
    guard readLine() == "yes" else { throw Failure(.refused, "nothing was done") }
  }
}
