import Application
import ArgumentParser
import Foundation
import SQLiteEngine
import Store

/// `minicrm restore`
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Make the store out of a backup.",
    discussion: """
      The settings' store.directory has to be empty, or not there: stop minicrm and move away what \
      is there. Every byte of the backup is checked; the store is there as a whole or not at all. \
      Mails that came after the backup are where the ingest has moved them: move them back to the \
      mailbox's folder, what the store has already is recognised. Example: minicrm restore \
      /var/backups/minicrm
      """)
  @OptionGroup var options: SettingsOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: "The backup's directory.") var directory: String

  func run() async throws {
    let target = try options.settings().storeDirectory
    let record = try await Store.restore(directory, to: target)
    try output.answer.one(BackupRow(record, in: target))
    guard !output.json else { return }
    try OutputFile.standard.print(
      """
      Mails that came after \(record.takenAt.formatted(.iso8601)) are where the ingest moved them: \
      move them back to the mailbox's folder. See docs/backup.md.
      """)
  }
}
