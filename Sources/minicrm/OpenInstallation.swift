import Application
import ArgumentParser
import Foundation
import Logging
import MailIngest
import Platform
import Records
import SQLiteEngine
import Store

/// An open store with the settings that led to it: what every command works on.
struct OpenInstallation {
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

  /// The same of a record that may be named otherwise, which takes a company to mean anything.
  func scope<ID>(of reference: Reference<ID>, company slug: String?) async throws -> CompanyScope {
    guard let scope = try await store.owner(of: reference, named: slug) else {
      throw ValidationError(
        "\(FieldRule.shown(reference.text)) is no id: name the company with --company")
    }
    return scope
  }

  /// The intake that the ingest's verbs need; throws when the settings have no addresses. Silent
  /// without a logger.
  func intake(
    _ logger: Logger = Logger(label: "minicrm") { _ in SwiftLogNoOpLogHandler() },
    turns: BlockingTurns = .ofReading
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
