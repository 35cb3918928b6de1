import Foundation
import TestKit

/// One verb of the command line, as the program itself describes it: so that tests over all verbs
/// know of those that came later.
struct Verb: Sendable, CustomStringConvertible {
  /// `["document", "show"]`
  let path: [String]
  /// Without `--config`, `--json`, `--help` and `--version`, which all have.
  let arguments: [Argument]
  /// The help below the abstract.
  let discussion: String

  struct Argument: Sendable {
    enum Kind: String, Decodable, Sendable { case positional, option, flag }

    let kind: Kind
    /// As people see it: `<id>`, `--customer`.
    let label: String
    let isRequired: Bool
  }

  var name: String { path.joined(separator: " ") }
  var description: String { name }

  /// The verb is on records that are given by their ids, or found by a filter.
  var choosesMany: Bool { has("<ids>") && has("--all") }

  func has(_ label: String) -> Bool { arguments.contains { $0.label == label } }

  /// The verbs that are no question for a company's records: daemons, trials of mail servers, verbs
  /// on the store as a whole, and verbs without one.
  private static let apart = [
    "ingest", "remind", "web", "preview", "reminder test", "company test", "mailbox authorize",
    "doctor", "backup", "restore", "gc", "completion", "manual", "help",
  ]

  /// Every verb on the store.
  static func all() async throws -> [Verb] {
    let text = try await Program.mustRun(Minicrm.executable, ["--experimental-dump-help"])
    let dump = try JSONDecoder().decode(Dump.self, from: Data(text.utf8))
    return dump.command.verbs(below: []).filter { !apart.contains($0.name) }
  }

  private struct Dump: Decodable {
    let command: Command
  }

  private struct Command: Decodable {
    let commandName: String
    let subcommands: [Command]?
    let arguments: [DumpedArgument]?
    let discussion: String?

    func verbs(below path: [String]) -> [Verb] {
      if let subcommands, !subcommands.isEmpty {
        return subcommands.flatMap { $0.verbs(below: path + [$0.commandName]) }
      }
      let arguments = (arguments ?? []).map { $0.argument(of: path) }
      let common = ["--config", "--json", "--help", "--version"]
      return [
        Verb(
          path: path, arguments: arguments.filter { !common.contains($0.label) },
          discussion: discussion ?? "")
      ]
    }
  }

  private struct DumpedArgument: Decodable {
    struct Name: Decodable { let name: String }
    let kind: Argument.Kind
    let isOptional: Bool
    let valueName: String?
    let preferredName: Name?

    func argument(of path: [String]) -> Argument {
      let label = preferredName.map { "--\($0.name)" } ?? "<\(valueName ?? "")>"
      // An import can only do without where it prints an empty table.
      let isNeeded = path.last == "import" && ["--company", "<file>"].contains(label)
      return Argument(kind: kind, label: label, isRequired: !isOptional || isNeeded)
    }
  }
}
