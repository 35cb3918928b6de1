import ArgumentParser

extension GroupCommand {
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add the groups of a CSV file that are missing, once all of it is right.",
      discussion: """
        The file has one column: path, the names from the root down, joined by /. Groups that are \
        there stay as they are. What is wrong with the file is told first, and nothing is \
        imported. Example: minicrm group import --company acme ryhmat.csv
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var table: TableOptions

    func run() async throws { try await table.run(.groups, options, as: actor, output) }
  }
}
