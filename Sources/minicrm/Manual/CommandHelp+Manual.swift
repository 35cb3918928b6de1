extension CommandHelp {
  /// The commands below it that have something to say.
  var commands: [CommandHelp] { (subcommands ?? []).filter { $0.commandName != "help" } }

  /// The arguments that the command takes besides those of all commands, in the order in which
  /// they are best typed: needed ones first.
  var ownArguments: [Argument] {
    let own = (arguments ?? []).filter { !Self.common.contains($0.preferredName?.name ?? "") }
    return own.filter { !$0.isOptional } + own.filter(\.isOptional)
  }

  /// These the manual explains once.
  private static let common = ["config", "json", "help", "version"]
}

extension CommandHelp.Argument {
  /// As in a list of arguments: `--limit limit`, `id`.
  var tag: [ManText.Piece] {
    switch (kind, preferredName) {
    case (.flag, let name?): [.typed("--\(name.name)")]
    case (_, let name?): [.typed("--\(name.name) "), .meant(valueName ?? "")]
    case (_, nil): [.meant(valueName ?? "")]
    }
  }

  /// As in a synopsis, with the space before it: ` [--limit limit]`.
  var usage: [ManText.Piece] {
    let repeated = isRepeating ? " ..." : ""
    return isOptional
      ? [.plain(" [")] + tag + [.plain("\(repeated)]")] : [.plain(" ")] + tag + [.plain(repeated)]
  }

  var meaning: String {
    let standard = defaultValue.map { "Default: \($0)." }
    return [abstract, discussion, standard].compactMap(\.self).joined(separator: " ")
  }
}
