import ArgumentParser
import Foundation

/// A command as its help describes it, with the commands below it.
struct CommandHelp: Decodable, Sendable {
  let commandName: String
  let abstract: String?
  let discussion: String?
  let subcommands: [CommandHelp]?
  let arguments: [Argument]?

  /// The parser tells what it knows of a command as JSON, which is what `--experimental-dump-help`
  /// prints too.
  init(of command: any ParsableCommand.Type) throws {
    self = try JSONDecoder().decode(Dump.self, from: Data(command._dumpHelp().utf8)).command
  }

  private struct Dump: Decodable { let command: CommandHelp }

  /// One argument, option or flag.
  struct Argument: Decodable, Sendable {
    enum Kind: String, Decodable, Sendable { case positional, option, flag }

    let kind: Kind
    let isOptional: Bool
    let isRepeating: Bool
    let valueName: String?
    let preferredName: Name?
    let abstract: String?
    let discussion: String?
    let defaultValue: String?
  }

  struct Name: Decodable, Sendable { let name: String }
}
