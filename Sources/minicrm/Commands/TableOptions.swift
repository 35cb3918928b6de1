import Application
import ArgumentParser
import Records
import Store

/// The options of an import from a table in a file.
struct TableOptions: ParsableArguments {
  @OptionGroup var start: ImportOptions
  @OptionGroup var columns: ColumnOptions
  @Flag(
    help: """
      Print the header of an empty table: with --company in its language, else by keys.
      """)
  var template = false
  @Option(help: "The company's slug.") var company: String?
  @Argument(help: "The CSV file; - is standard input.") var file: String?

  func validate() throws {
    if template { return }
    if company == nil { throw ValidationError("Missing expected argument '--company <company>'") }
    if file == nil { throw ValidationError("Missing expected argument '<file>'") }
  }

  /// Imports the table, or prints the header of an empty one.
  func run(
    _ kind: TableImport.Kind, _ options: SettingsOptions, as actor: ActorOptions,
    _ output: OutputOptions
  ) async throws {
    let scope = try await OpenInstallation(options).company(ifNamed: company)
    guard let scope, let file, !template else {
      let language = try await scope?.company().language
      print(kind.template(in: language), terminator: "")
      return
    }
    let input = try InputFile(file)
    let bytes = try input.contents(atMost: TextFile.limit, "import it in several files")
    let table = TableImport(
      try TextFile(bytes, name: input.name), columns.choices, start.manner)
    try await table.run(kind, at: actor.acting(in: scope)) { try start.deliver($0, to: output) }
  }
}

/// The choices for the columns of a table beside its header.
struct ColumnOptions: ParsableArguments {
  @Option(
    help: """
      What columns hold whose headers aren't known, as 'Puh.=phone,Huom=notes'; nothing behind = \
      leaves a column out.
      """)
  var map: ColumnMap?
  @Flag(help: "Leave columns out whose headers aren't known.") var ignoreUnknown = false

  var choices: ColumnChoices {
    ColumnChoices(map: map?.entries ?? [], ignoresUnknown: ignoreUnknown)
  }
}

/// Headers and the fields that they stand for, as an argument: `Puh.=phone,Huom=notes`.
struct ColumnMap: ExpressibleByArgument {
  let entries: [ColumnChoices.Entry]

  init?(argument: String) {
    var entries: [ColumnChoices.Entry] = []
    for piece in argument.split(separator: ",") {
      guard let equals = piece.lastIndex(of: "=") else { return nil }
      let header = FieldRule.trimmed(String(piece[..<equals]))
      let field = FieldRule.trimmed(String(piece[piece.index(after: equals)...]))
      guard !header.isEmpty else { return nil }
      entries.append(ColumnChoices.Entry(header: header, field: field))
    }
    guard !entries.isEmpty else { return nil }
    self.entries = entries
  }
}
