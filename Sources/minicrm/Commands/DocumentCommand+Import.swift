import Application
import ArgumentParser

extension DocumentCommand {
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make documents of the files of a folder, by a table that tells of each.",
      discussion: """
        The table (CSV) has the columns file (its path from the folder on), title, date, \
        customer (an id, ext:A-1 or a unique name) or customerExternalID, contact or \
        contactExternalID, group (a path) and notes, by these keys or in Finnish, Swedish or \
        English; those with a customer are filed, the others \
        wait in the Inbox. The same file with the same bytes is no document again. What is wrong \
        with the table, and files that are missing, links or no files, are told first, and \
        nothing is imported; then rows go in by batches, and the same table goes on where an \
        import of it was cut off. Example: minicrm document import --company acme laskut/ --map \
        laskut.csv
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var start: ImportOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "The table; - is standard input.") var map: String
    @Flag(help: "Leave columns out whose headers aren't known.") var ignoreUnknown = false
    @Argument(help: "The folder.") var folder: String

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let input = try InputFile(map)
      let bytes = try input.contents(atMost: TextFile.limit, "import it in several files")
      let work = DocumentImport(
        try TextFile(bytes, name: input.name), folder: folder,
        ignoresUnknown: ignoreUnknown, start.manner)
      try await work.run(at: actor.acting(in: scope)) { try start.deliver($0, to: output) }
    }
  }
}
