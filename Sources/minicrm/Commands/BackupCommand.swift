import Application
import ArgumentParser
import Foundation

/// `minicrm backup`
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Back the store up into a directory, while everything runs.",
    discussion: """
      The directory is new, empty, or that of the backup before, whose documents are used again; \
      they are hard links where it is on the store's file system, else copies. All is checked \
      before it takes the place of the backup before. Example: minicrm backup /var/backups/minicrm
      """)
  @OptionGroup var options: SettingsOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: "The backup's directory.") var directory: String

  func run() async throws {
    let care = StoreCare(try await OpenInstallation(options).store)
    try await output.answer.one(care.backUp(to: directory, now: Date()))
  }
}
