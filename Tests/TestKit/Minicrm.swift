import Foundation

/// The real `minicrm` with a settings file and a store of its own.
package final class Minicrm: Sendable {
  package let directory: TemporaryDirectory
  package let storeDirectory: String
  package let settingsFile: String

  /// - Parameters:
  ///   - store: where the store is; else inside the directory.
  ///   - ingest: further lines of the settings' `ingest:` section, such as `inlineImages: keep`.
  ///   - smtp: the lines of the `smtp:` section; none leaves it out.
  package init(
    _ mailboxes: MailboxSettings..., store: String? = nil, ingest: [String] = [],
    smtp: [String] = []
  ) throws {
    directory = try TemporaryDirectory(named: "minicrm-installation")
    storeDirectory = store ?? directory.path("store")
    settingsFile = directory.path("minicrm.yaml")
    try configure(mailboxes, ingest: ingest, smtp: smtp)
  }

  /// Writes the settings anew; a program that runs reads them again when it gets a SIGHUP.
  package func configure(
    _ mailboxes: [MailboxSettings], ingest: [String] = [], smtp: [String] = []
  ) throws {
    var sections = [
      "store:\n  directory: \(storeDirectory)", "mail:\n  address: \"\(Self.pattern)\"",
    ]
    let entries = try mailboxes.map { mailbox in
      let file = try directory.write(
        mailbox.password + "\n", to: "password-\(mailbox.name)", mode: 0o600)
      return mailbox.yaml(passwordFile: file)
    }
    sections.append((["mailboxes:"] + entries).joined(separator: "\n"))
    for (name, lines) in [("ingest", ingest), ("smtp", smtp)] where !lines.isEmpty {
      sections.append((["\(name):"] + lines.map { "  \($0)" }).joined(separator: "\n"))
    }
    sections.append("web:\n  origin: \(Self.origin)\n  listen: 127.0.0.1:0")
    try directory.write(sections.joined(separator: "\n") + "\n", to: "minicrm.yaml")
  }

  /// The address of the pages, as browsers know it.
  package static let origin = "https://crm.example.fi"
  private static let pattern = "{company}-{token}@in.example.fi"

  /// The executable of the same build as the running tests, or what MINICRM_EXECUTABLE names.
  package static let executable: String = {
    if let named = ProcessInfo.processInfo.environment["MINICRM_EXECUTABLE"] { return named }
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("minicrm").path
  }()

  /// Runs a command to its end; `--config` is added.
  package func run(
    _ arguments: [String], environment: [String: String] = [:], standardInput: [UInt8] = [],
    within limit: Duration = .seconds(120)
  ) async throws -> Program.Run {
    try await Program.run(
      Self.executable, arguments + ["--config", settingsFile], environment: environment,
      standardInput: standardInput, within: limit)
  }

  package func run(_ arguments: String...) async throws -> Program.Run { try await run(arguments) }

  /// Runs a command that has to succeed and returns what it printed.
  @discardableResult
  package func mustRun(
    _ arguments: [String], standardInput: [UInt8] = []
  ) async throws -> Data {
    let run = try await run(arguments, standardInput: standardInput)
    guard run.succeeded else {
      throw TestKitError("minicrm \(arguments.joined(separator: " ")): \(run.end): \(run.errors)")
    }
    return run.output
  }

  /// Runs a command with `--json` that has to succeed and reads its answer.
  package func json<Row: Decodable>(
    _ type: Row.Type = Row.self, _ arguments: String...
  ) async throws -> Row {
    let output = try await mustRun(arguments + ["--json"])
    do {
      return try JSONDecoder().decode(type, from: output)
    } catch {
      let text = String(decoding: output.prefix(2_000), as: UTF8.self)
      throw TestKitError("minicrm \(arguments.joined(separator: " ")): \(error) in \(text)")
    }
  }

  /// Starts a command that goes on, such as `ingest`.
  package func start(
    _ arguments: [String], environment: [String: String] = [:], inputPath: String? = nil
  ) throws -> ChildProcess {
    try ChildProcess(
      Self.executable, arguments + ["--config", settingsFile], environment: environment,
      inputPath: inputPath, farewell: SIGTERM)
  }
}
