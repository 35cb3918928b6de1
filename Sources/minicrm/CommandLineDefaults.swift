import ArgumentParser

/// The options that the environment stands for, so that somebody who works for one company names it
/// once. One that is given on the command line wins, and a command that doesn't take it never
/// hears of it.
struct CommandLineDefaults {
  /// The variables, by the option that each stands for.
  static let variables = ["company": "MINICRM_COMPANY", "as": "MINICRM_AS"]
  /// A flag of a verb that asks for all companies, where `--company` names one.
  private static let wider = ["log verify": "--all"]
  /// Daemons are everybody's: what a shell's environment says is not meant for them.
  private static let apart: Set = ["ingest", "remind"]

  private let environment: [String: String]

  init(_ environment: [String: String]) { self.environment = environment }

  /// The arguments with the options that the environment stands for.
  func completing(_ arguments: [String]) throws -> [String] {
    let given = Self.variables.compactMapValues { environment[$0] }.filter { !$0.value.isEmpty }
    guard !given.isEmpty else { return arguments }
    var (command, path): (any ParsableCommand.Type, [String]) = (MinicrmCommand.self, [])
    while path.count < arguments.count, let next = command.subcommand(arguments[path.count]) {
      command = next
      path.append(arguments[path.count])
    }
    let rest = Array(arguments[path.count...])
    guard command.configuration.subcommands.isEmpty, !Self.isApart(path, rest) else {
      return arguments
    }
    let taken = Set(try CommandHelp(of: command).ownArguments.compactMap(\.preferredName?.name))
    let added = given.filter { taken.contains($0.key) && !rest.give($0.key) }
      .map { "--\($0.key)=\($0.value)" }
    return path + added.sorted() + rest
  }

  private static func isApart(_ path: [String], _ rest: [String]) -> Bool {
    if let first = path.first, apart.contains(first) { return true }
    return wider[path.joined(separator: " ")].map(rest.contains) ?? false
  }
}

extension ParsableCommand {
  fileprivate static func subcommand(_ name: String) -> (any ParsableCommand.Type)? {
    configuration.subcommands.first { $0._commandName == name }
  }
}

extension [String] {
  /// The option is among them, in either form.
  fileprivate func give(_ option: String) -> Bool {
    prefix { $0 != "--" }.contains { $0 == "--\(option)" || $0.hasPrefix("--\(option)=") }
  }
}
