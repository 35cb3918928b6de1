import ArgumentParser

extension TaskCommand {
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add and update tasks from a CSV file, once all of it is right.",
      discussion: """
        The first line names the columns, by their keys or in Finnish, Swedish or English: \
        person (an e-mail address), description, date, group (a path), customer (an id, ext:A-1 \
        or a unique name) or customerExternalID, contact or contactExternalID, remind (7,1,0), \
        every (week, month, year, 14d), state (open, done, cancelled) and externalID. A row whose \
        externalID is known updates that task in the columns that the file has, its state where \
        one is given; every other row adds one. A new task of a past day is done, unless its state \
        says otherwise. What is wrong with the \
        file is told first, and nothing is imported; then rows go in by batches, and the same \
        file goes on where an import of it was cut off. Example: minicrm task import --company \
        acme tehtavat.csv
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var table: TableOptions

    func run() async throws { try await table.run(.tasks, options, as: actor, output) }
  }
}
