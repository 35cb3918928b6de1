import Application
import ArgumentParser
import Records

extension LogCommand {
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check that nobody has changed the log: walks its hash chain.",
      discussion: """
        Somebody who can write to the files could make the whole chain anew, unless its head is \
        kept elsewhere: --expect takes any head that the log has had, or a file with lines of SLUG \
        HEAD. Examples: minicrm log verify --company acme; \
        minicrm log verify --all --expect @/mnt/muualla/heads.txt; and to keep the heads: \
        minicrm log verify --all --json | jq -r '.[] | "\\(.company) \\(.head)"' >> heads.txt
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "The company's slug.") var company: String?
    @Flag(help: "Check the logs of all companies.") var all = false
    @Option(
      help: ArgumentHelp(
        "A head that was kept, or @FILE with lines of SLUG HEAD.", valueName: "head"))
    var expect: String?

    func validate() throws {
      if !all, company == nil { throw ValidationError("Give --company or --all.") }
      if all, let expect, !expect.hasPrefix("@") {
        throw ValidationError("With --all give --expect @FILE, which has lines of SLUG HEAD.")
      }
    }

    func run() async throws {
      let heads = try ExpectedHeads.read(expect, of: company)
      let store = try await OpenInstallation(options).store
      let rows = try await LogVerifying(in: store).rows(
        of: all ? nil : company, expecting: heads)
      if !output.json {
        try OutputFile.standard.printLines(rows.filter(\.whole).map(Self.words))
      } else if all {
        try output.answer.json(rows)
      } else {
        for row in rows { try output.answer.one(row) }
      }
      let faults = rows.compactMap { $0.fault?.text(inLogOf: $0.company) }
      if !faults.isEmpty {
        throw Failure(
          .tampered, "\(faults.joined(separator: "; ")); compare it with a backup")
      }
    }

    private static func words(_ row: LogVerificationRow) -> String {
      let head = row.head.map { "; head: \($0)" } ?? ""
      return "The log of \(row.company) is whole; entries: \(row.entries)\(head)."
    }
  }
}
