import Application
import ArgumentParser
import Foundation
import MailIngest
import Records
import SQLiteEngine
import Store

/// `minicrm company …`
struct CompanyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "company", abstract: "The companies of this installation.",
    subcommands: [
      Add.self, List.self, Show.self, Change.self, Address.self,
      Activate.self, Deactivate.self, Test.self,
    ])

  static let columns = ["id", "slug", "name", "businessID", "address", "active"]

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a company; its secret address is shown.",
      discussion: "Example: minicrm company add --name 'Acme Oy' --slug acme")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "The company's name.") var name: String
    @Option(help: "Its short name in addresses: a-z, 0-9 and dashes.") var slug: String
    @Option(help: "Y-tunnus or EU VAT number.") var businessID: String?
    @Option(help: "fi, sv or en.") var language = Language.finnish
    @Option(help: "An IANA zone; default: reminders.timeZone of the settings.")
    var timeZone: String?
    @Option(help: "Days before a task's date, as 7,1,0.") var reminderDays: ReminderDays?
    @Option(help: "When reminders go, as 08:00.") var reminderAt: String?

    func run() async throws {
      let installation = try await OpenInstallation(options, making: .ifEmpty)
      let new = NewCompany(
        name: name, slug: slug, businessID: businessID?.orCleared, language: language,
        timeZone: try timeZone.map(FieldRule.timeZone)
          ?? installation.settings.reminders.timeZone,
        reminderDays: reminderDays?.days,
        reminderAt: try reminderAt?.orCleared.map(FieldRule.reminderAt))
      let company = try await installation.store.addCompany(new)
      try output.answer.one(CompanyRow(company, template: installation.settings.address))
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the companies.", discussion: "Example: minicrm company list --json")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var list: ListOptions

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let rows = try await installation.store.companies(page: list.page()).map {
        CompanyRow($0, template: installation.settings.address)
      }
      try output.answer.list(
        rows, columns: columns,
        whenEmpty: "No companies yet; add one with minicrm company add.")
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one company, and when mail last came for it.",
      discussion: "Example: minicrm company show acme")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The company's slug.") var slug: String

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let reading = CompanyReading(
        try await installation.company(slug), template: installation.settings.address)
      try await output.answer.one(reading.details())
    }
  }

  struct Change: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit", abstract: "Change what is given; \"\" clears a value.",
      discussion: "Example: minicrm company edit acme --reminder-days 7,1,0 --reminder-at ''")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The company's slug.") var slug: String
    @OptionGroup var actor: ActorOptions
    @Option(help: "The new name.") var name: String?
    @Option(name: .customLong("slug"), help: "The new slug; the address changes with it.")
    var newSlug: String?
    @Option(help: "Y-tunnus or EU VAT number.") var businessID: String?
    @Option(help: "fi, sv or en.") var language: Language?
    @Option(help: "An IANA zone.") var timeZone: String?
    @Option(help: "Days before a task's date, as 7,1,0.") var reminderDays: ReminderDays?
    @Option(help: "When reminders go, as 08:00.") var reminderAt: String?
    @Option(help: "true: reminders on a day off go on the workday before; or false.")
    var reminderWorkdays: Bool?

    func run() async throws {
      let installation = try await OpenInstallation(options)
      var change = CompanyChange()
      change.name = Edit(ifGiven: name)
      change.slug = Edit(ifGiven: newSlug)
      change.businessID = Edit(ifGiven: businessID.map(\.orCleared))
      change.language = Edit(ifGiven: language)
      change.timeZone = Edit(ifGiven: try timeZone.map(FieldRule.timeZone))
      change.reminderDays = Edit(ifGiven: reminderDays.map(\.days))
      change.reminderAt = Edit(
        ifGiven: try reminderAt.map { try $0.orCleared.map(FieldRule.reminderAt) })
      change.reminderWorkdays = Edit(ifGiven: reminderWorkdays)
      let acting = try await actor.acting(in: installation.company(slug))
      let company = try await acting.editCompany(change)
      try output.answer.one(CompanyRow(company, template: installation.settings.address))
    }
  }

  struct Activate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Switch a company's Mini-CRM on; mail that was held meanwhile is filed.",
      discussion: "Example: minicrm company activate acme")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The company's slug.") var slug: String
    @OptionGroup var actor: ActorOptions

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let intake = installation.settings.address == nil ? nil : try installation.intake()
      let opening = try await installation.companySwitch(slug, actor).turnOn(intake: intake)
      try output.answer.one(opening.company)
      if !opening.unfiled.isEmpty {
        let errors = opening.unfiled.map { "\($0)" }.joined(separator: "; ")
        throw Failure(.internal, "held mail that could not be filed: \(errors)")
      }
    }
  }

  struct Deactivate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Switch a company's Mini-CRM off; everything is kept, its mail is held.",
      discussion: "Example: minicrm company deactivate acme")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The company's slug.") var slug: String
    @OptionGroup var actor: ActorOptions

    func run() async throws {
      let installation = try await OpenInstallation(options)
      try await output.answer.one(installation.companySwitch(slug, actor).turnOff())
    }
  }

  struct Address: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the company's secret mail address.",
      discussion: "Example: minicrm company address acme --rotate")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Argument(help: "The company's slug.") var slug: String
    @OptionGroup var actor: ActorOptions
    @Flag(help: "Make a new address; the old one stops working at once.") var rotate = false
    @Option(help: "Let the old address work on for so many days, at most 60, as 14d.")
    var grace: DayCount?

    func validate() throws {
      if grace != nil, !rotate { throw ValidationError("--grace goes with --rotate.") }
    }

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let template = try installation.addressTemplate()
      let scope = try await installation.company(slug)
      let address = CompanyAddress(of: scope, by: template)
      let actor = try await scope.actor(actor.actor)
      let row =
        rotate
        ? try await address.rotate(grace: grace?.days, by: actor, now: Date())
        : try await address.show()
      if output.json {
        try output.answer.one(row)
      } else {
        try OutputFile.standard.print(row.address)
      }
    }
  }
}

extension OpenInstallation {
  /// The pattern of the companies' addresses, for commands that can't do without.
  func addressTemplate() throws -> AddressTemplate {
    guard let template = settings.address else {
      throw Failure(
        .configuration, "mail.address is missing in the settings, so companies have no address")
    }
    return template
  }

  fileprivate func companySwitch(
    _ slug: String, _ actor: ActorOptions
  ) async throws -> CompanySwitch {
    CompanySwitch(
      try await actor.acting(in: company(slug)), in: store, template: settings.address)
  }
}
