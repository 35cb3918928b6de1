import ArgumentParser
import Foundation

/// `mail add -` as an MTA's pipe calls it. The MTA goes by the exit code (sysexits.h): what it is
/// told that it can't be taken it returns to its sender, what failed for now it tries again, and
/// what was taken it forgets.
enum MailPipe {
  /// The message itself can't be taken, now or later. Says why.
  struct Refused: Error, CustomStringConvertible {
    let description: String
  }

  /// True for a command line that calls `mail add -`, as far as can be told of a wrong one.
  static func isCalled(by arguments: some Collection<String>) -> Bool {
    arguments.starts(with: ["mail", "add"]) && arguments.contains(where: InputFile.isStandardInput)
  }

  /// The code for whatever ended the command: all but a refusal may be another at the next try,
  /// wrong settings and a wrong command line too.
  static func exitCode(for error: any Error) -> Int32 {
    error is Refused ? EX_UNAVAILABLE : EX_TEMPFAIL
  }
}
