import Foundation
import TestKit

/// One verb of the command line, as the program itself describes it: so that tests over all verbs
/// know of those that came later.
struct Verb: Sendable, CustomStringConvertible {
  /// `["document", "show"]`
  let path: [String]
  let positionals: [String]
  let options: [Option]

  struct Option: Sendable {
    let name: String
    let isRequired: Bool
  }

  var name: String { path.joined(separator: " ") }
  var description: String { name }

  func has(_ option: String) -> Bool { options.contains { $0.name == option } }

  /// Every verb but the daemons, and those that have nothing to do with a store.
  static func all() async throws -> [Verb] {
    let text = try await Program.mustRun(Minicrm.executable, ["--experimental-dump-help"])
    let dump = try JSONDecoder().decode(Dump.self, from: Data(text.utf8))
    return dump.command.verbs(below: [])
      .filter { !["ingest", "completion", "help"].contains($0.name) }
  }

  private struct Dump: Decodable {
    let command: Command
  }

  private struct Command: Decodable {
    let commandName: String
    let subcommands: [Command]?
    let arguments: [Argument]?

    func verbs(below path: [String]) -> [Verb] {
      if let subcommands, !subcommands.isEmpty {
        return subcommands.flatMap { $0.verbs(below: path + [$0.commandName]) }
      }
      let arguments = arguments ?? []
      return [
        Verb(
          path: path,
          positionals: arguments.filter { $0.kind == "positional" }.map { $0.valueName ?? "" },
          options: arguments.filter { $0.kind == "option" }.map {
            Option(name: $0.preferredName?.name ?? "", isRequired: !$0.isOptional)
          })
      ]
    }
  }

  private struct Argument: Decodable {
    struct Name: Decodable { let name: String }
    let kind: String
    let isOptional: Bool
    let valueName: String?
    let preferredName: Name?
  }
}
