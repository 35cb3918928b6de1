import Application
import ArgumentParser
import CMalloc
import Foundation
import Platform

/// The program: its commands, and how it ends.
@main
struct MinicrmCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "minicrm",
    abstract: "Mail becomes documents: the mail services of Mini-CRM.",
    discussion: """
      A company forwards mail to its secret address; each attachment becomes a document in its \
      Inbox; people are reminded of their tasks by mail. Start with `company add`, then run \
      `ingest` and `remind`. Days are taken as 2026-12-31 and as 31.12.2026, times as 08:00 and \
      as 8.00. MINICRM_COMPANY and MINICRM_AS in the environment stand for --company and --as.
      """,
    version: ProgramVersion.current,
    subcommands: [
      IngestCommand.self, CompanyCommand.self, PersonCommand.self, CustomerCommand.self,
      ContactCommand.self, GroupCommand.self, DocumentCommand.self, TaskCommand.self,
      MailCommand.self, MailboxCommand.self, LogCommand.self, RemindCommand.self,
      ReminderCommand.self, WebCommand.self, PreviewCommand.self,
      StatusCommand.self, DoctorCommand.self, BackupCommand.self, RestoreCommand.self,
      GcCommand.self, EraseCommand.self, CompletionCommand.self, ManualCommand.self,
    ])

  /// Parses, runs and exits by the contract: 0 done, 1 failed, 64 usage, 78 configuration; for
  /// `mail add -` see `MailPipe`.
  static func main() async {
    // Others' pipes end when they like; a write then fails instead of ending the process.
    signal(SIGPIPE, SIG_IGN)
    occupyStandardStreams()
    // libdispatch tells the system's log of every thread whose priority it may not set, and only
    // root may: neither an event nor anything to be done about.
    setenv("LIBDISPATCH_LOG", "NO", 0)
    giveBackFreeMemory()
    do {
      let defaults = CommandLineDefaults(ProcessInfo.processInfo.environment)
      let arguments = try defaults.completing(Array(CommandLine.arguments.dropFirst()))
      var command = try parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      end(error)
    }
  }

  /// Without the standard streams the next file or connection would get their numbers, and what is
  /// meant for people would be written into it.
  private static func occupyStandardStreams() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
  }

  /// Left to itself glibc keeps ever more free memory at the end of each thread's arena, up to
  /// twice the largest piece that was ever freed: a daemon's memory would grow for hours
  /// (mallopt(3)). And each thread has an arena of its own, up to eight for each core, which keeps
  /// the room of a group of mails once one was read there.
  private static func giveBackFreeMemory() {
    _ = mallopt(M_TRIM_THRESHOLD, 128 << 10)
    _ = mallopt(M_ARENA_MAX, 2)
  }

  private static func end(_ error: any Error) -> Never {
    if MailPipe.isCalled(by: CommandLine.arguments.dropFirst()), exitCode(for: error) != .success {
      complain(message(for: error))
      Foundation.exit(MailPipe.exitCode(for: error))
    }
    let isUsage = exitCode(for: error) == .validationFailure
    // Help was asked for, a command that has said all ends with a code, or a person mistyped.
    let isAnswered = error is ExitCode || exitCode(for: error) == .success
    if isAnswered || isUsage && !answersInJSON { exit(withError: error) }
    let printed = isUsage ? PrintedError(usage: message(for: error)) : PrintedError(error)
    if answersInJSON, let row = try? RowValue(printed.row).json() {
      tell(row)
    } else {
      complain(printed.line)
    }
    Foundation.exit(
      isUsage ? EX_USAGE : error is SettingsError ? EX_CONFIG : EXIT_FAILURE)
  }

  /// The command line asks for JSON, also where it can't be parsed.
  private static var answersInJSON: Bool { CommandLine.arguments.contains("--json") }

  /// One line a problem.
  static func complain(of problems: [Problem]) {
    for problem in problems { complain(PrintedText.printable("\(problem)")) }
  }

  private static func complain(_ line: String) { tell("minicrm: \(line)") }

  private static func tell(_ line: String) {
    // The exit code tells of the error where nobody takes the line.
    try? FileHandle.standardError.write(contentsOf: Data("\(line)\n".utf8))
  }
}
