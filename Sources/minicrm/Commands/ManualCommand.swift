import ArgumentParser

/// `minicrm manual`
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page, as man reads it.",
    discussion: "Example: minicrm manual | man -l -")

  func run() throws {
    let manual = ManualPage(of: try CommandHelp(of: MinicrmCommand.self))
    try OutputFile.standard.print(manual.text, terminator: "")
  }
}
