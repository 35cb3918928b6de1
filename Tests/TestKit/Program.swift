import Foundation

/// Runs a program to its end.
package enum Program {
  /// The end of a run and its output.
  package struct Run: Sendable {
    package let end: ChildProcess.End
    package let output: Data
    package let errors: String

    package var text: String { String(decoding: output, as: UTF8.self) }
    package var succeeded: Bool { end == .exited(0) }
    /// Its exit code; nil when a signal ended it.
    package var code: Int32? {
      if case .exited(let code) = end { code } else { nil }
    }
  }

  package static func run(
    _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
    standardInput: some Sequence<UInt8> = [], within limit: Duration = .seconds(120)
  ) async throws -> Run {
    let child = try ChildProcess(
      executable, arguments, environment: environment, standardInput: standardInput)
    let end = try await child.end(within: limit)
    return Run(end: end, output: child.standardOutputBytes, errors: child.standardError)
  }

  /// Runs a program that has to succeed and returns what it printed.
  @discardableResult
  package static func mustRun(
    _ executable: String, _ arguments: [String] = []
  ) async throws -> String {
    let run = try await run(executable, arguments)
    guard run.succeeded else {
      throw TestKitError("\(executable) \(arguments) failed: \(run.errors)\(run.text)")
    }
    return run.text
  }
}
