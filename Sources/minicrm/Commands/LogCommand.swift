import ArgumentParser
import Foundation
import Store

/// `minicrm log …`
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "A company's customer log: everything that happened.",
    subcommands: [Search.self, Verify.self])

  struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Search the log, newest first.",
      discussion: """
        Every word of --text must occur, as any part of a word, without case. Example: \
        minicrm log search --company acme --kind documentReceived --text lasku --from 2026-11-01
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "Kinds of entries, separated by commas.") var kind: LogKinds?
    @Option(help: "The first day, in the company's zone.") var from: CivilDate?
    @Option(help: "The last day, in the company's zone.") var to: CivilDate?
    @Option(help: "Words to find.") var text: String?
    @Option(help: "Entries a page.") var limit = 50
    @Option(help: "The cursor of the page before.") var after: String?

    func validate() throws {
      if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    }

    func run() async throws {
      let scope = try await Workplace(options).company(company)
      let days = try CompanyDays(await scope.company())
      let query = LogQuery(
        kinds: kind?.kinds ?? [], from: try from.map(days.start(of:)),
        until: try to.map(days.end(of:)),
        text: text, limit: limit, after: after)
      let page = try await scope.log.search(query)
      let rows = page.entries.map { OutputRow($0, localTime: days.text($0.at)) }
      if output.json {
        let entries = JSONValue.list(rows.map(\.json))
        print(try JSONValue.object(["entries": entries, "next": JSONValue(page.next)]).encoded())
      } else {
        try output.answer.list(
          rows, columns: ["id", "at", "kind", "person", "text"], whenEmpty: "No entries.")
        if let next = page.next { print("More: --after \(next)") }
      }
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check that nobody has changed the log: walks its hash chain.")
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "The company's slug.") var company: String

    func run() async throws {
      let scope = try await Workplace(options).company(company)
      let result = try await scope.log.verify()
      var row = OutputRow()
      row.add("company", .text(company))
      row.add("entries", .integer(Int64(result.entries)))
      row.add("intact", .flag(result.isIntact))
      row.add("entry", JSONValue(result.fault?.entry?.rawValue))
      row.add("reason", JSONValue(result.fault?.reason))
      if output.json {
        try output.answer.one(row)
      } else if result.isIntact {
        print("The log of \(company) is whole; entries: \(result.entries).")
      }
      if let fault = result.fault {
        let place = fault.entry.map { "entry \($0.rawValue)" } ?? "its end"
        throw Failure(
          "the log of \(company) does not fit at \(place): \(fault.reason); compare it with a "
            + "backup")
      }
    }
  }
}
