import Application
import ArgumentParser
import Foundation
import Logging
import MailIngest
import Records
import SQLiteEngine
import Store
import System

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
  @Option(help: "The company, by its slug; an id of another company then does not exist.")
  var company: String?
}

/// An open store with the settings that led to it: what every command works on.
struct Workplace {
  let settings: Settings
  let store: Store

  /// Only what is there to make a store makes one where there is none. `patience` is with what
  /// other processes hold.
  init(
    _ options: SettingsOptions, making: StoreMaking = .never, patience: Patience = .command
  ) async throws {
    settings = try options.settings()
    store = try await Store.open(
      settings.storeDirectory, making: making, reminders: settings.reminders.defaults,
      patience: patience)
    if let upgrade = store.upgrade { try Self.tell(upgrade, of: store.directory) }
  }

  /// Tells the person who started the new program how to go back.
  private static func tell(_ upgrade: SchemaUpgrade, of directory: String) throws {
    let line =
      "minicrm: store \(directory): its schema was brought from version \(upgrade.from) to "
      + "\(upgrade.to); the database as it was is \(upgrade.copy)\n"
    try FileHandle.standardError.write(contentsOf: Data(line.utf8))
  }

  func company(_ slug: String) async throws -> CompanyScope {
    try await store.company(named: slug)
  }

  /// The company of that slug; nil without one.
  func company(ifNamed slug: String?) async throws -> CompanyScope? {
    try await store.company(ifNamed: slug)
  }

  /// The company that something belongs to: the one that owns it, or the one named, where an id of
  /// another company does not exist.
  func scope(of id: some OwnedIdentifier, company slug: String?) async throws -> CompanyScope {
    try await store.owner(of: id, named: slug)
  }

  /// The intake that the ingest's verbs need; throws when the settings have no addresses. Silent
  /// without a logger.
  func intake(
    _ logger: Logger = Logger(label: "minicrm") { _ in SwiftLogNoOpLogHandler() },
    turns: ReadingTurns = ReadingTurns()
  ) throws -> MailIntake {
    guard let address = settings.address else {
      throw SettingsError(
        file: settings.file, message: "mail.address is missing; mails can't be routed without it")
    }
    let reader = MailReader(
      store: store, template: address, inlineImages: settings.ingest.inlineImages,
      authentication: SenderAuthentication(by: settings.ingest.authenticatedBy))
    return MailIntake(store: store, reader: reader, turns: turns, logger: logger, now: { Date() })
  }
}
