import Application
import ArgumentParser
import Foundation

/// `minicrm doctor`
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Examine the installation and its mail servers, and say what to do.",
    discussion: """
      Changes nothing. Tries settings, files, store, every mailbox, the mail server for outgoing \
      mail and the system, one line each: ok, warning or FAILED. Exit code 0 when nothing failed, \
      1 else. Run it as the user that the daemons run as. Examples: minicrm doctor; minicrm doctor \
      --send
      """)
  @OptionGroup var options: SettingsOptions
  @OptionGroup var output: OutputOptions
  @Flag(help: "Read every document's bytes and every index, however long that takes.")
  var deep = false
  @Flag(
    help: """
      Send a mail to an address of nobody's through smtp, await it in the mailboxes and delete it.
      """)
  var send = false
  @Option(help: "How many seconds to wait for that mail.") var wait = 60

  func validate() throws {
    if !(1...3_600).contains(wait) { throw ValidationError("--wait must be from 1 to 3600.") }
  }

  func run() async throws {
    var findings: [Finding] = []
    var untold: (any Error)?
    func tell(_ finding: Finding) {
      findings.append(finding)
      guard !output.json else { return }
      // The examination ends as it would, whether somebody reads of it or not.
      do { try OutputFile.standard.print(finding.line) } catch { untold = error }
    }
    do {
      let settings = try options.settings()
      tell(.ok("settings", .file(.settingsRead(path: settings.file))))
      let scope = Doctor.Scope(deep: deep, circle: send ? .seconds(wait) : nil)
      await Doctor(settings.installation, scope, now: { Date() }).examine(tell)
    } catch let error as SettingsError {
      tell(.failed("settings", .file(.settingsWrong(error))))
    }
    if output.json {
      try output.answer.list(findings.map(\.row), columns: [], whenEmpty: "")
    }
    if let untold { throw untold }
    if findings.contains(where: { $0.grade == .failed }) { throw ExitCode.failure }
  }
}
