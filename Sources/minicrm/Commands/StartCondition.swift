import ArgumentParser
import Foundation

/// The question that a service manager asks before it starts a daemon (ExecCondition= of
/// systemd.service(5)): have the settings anything for it to do? A daemon without work is no
/// failure of the machine.
struct StartCondition: ParsableArguments {
  @Flag(
    name: .customLong("if-wanted"),
    help: ArgumentHelp(
      "Only tell whether the settings have work for it: exit code 0, or 1.", visibility: .private))
  var isAsked = false

  /// Exits with 1 where the settings have no work. Where they can't be read the daemon itself says
  /// so. `section` is the one whose absence is told.
  func answer(
    _ options: SettingsOptions, _ section: String, _ hasWork: (Settings) -> Bool
  ) throws {
    let settings: Settings
    do {
      settings = try options.settings()
    } catch is SettingsError {
      return
    }
    guard !hasWork(settings) else { return }
    try OutputFile.standard.print(
      "not started: the settings (\(settings.file)) have no \(section)")
    throw ExitCode.failure
  }
}
