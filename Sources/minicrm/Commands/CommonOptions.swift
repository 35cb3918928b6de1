import ArgumentParser
import Foundation
import Records

/// The option that names the settings file; on every command.
struct SettingsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The settings file.",
      discussion: "Default: $MINICRM_CONFIG, else \(Settings.defaultPath)."))
  var config: String?

  func settings() throws -> Settings {
    let environment = ProcessInfo.processInfo.environment["MINICRM_CONFIG"]
    return try Settings(path: config ?? environment ?? Settings.defaultPath)
  }
}

/// For commands that show or add something.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print JSON instead of a table.")
  var json = false

  var answer: Answer { Answer(asJSON: json) }
}

/// For lists.
struct LimitOptions: ParsableArguments {
  @Option(help: "Show at most this many rows.")
  var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func cut<Row>(_ rows: [Row]) -> [Row] {
    limit.map { Array(rows.prefix($0)) } ?? rows
  }
}

/// For lists of what has an id.
struct ListOptions: ParsableArguments {
  @OptionGroup var limit: LimitOptions
  @Option(help: "Show only the rows after this one in the list, by its id.")
  var after: Int64?

  func page<ID: RawRepresentable<Int64>>(of id: ID.Type = ID.self) -> ListPage<ID> {
    ListPage(limit: limit.limit, after: after.flatMap(ID.init(rawValue:)))
  }
}

/// For verbs on an id: an id of another company than the one named does not exist.
struct OwnerOptions: ParsableArguments {
  @Option(
    help: """
      The company, by its slug; an id of another company then does not exist. Default: \
      $MINICRM_COMPANY.
      """)
  var company: String?
}
