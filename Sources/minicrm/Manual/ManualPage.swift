import Foundation

/// minicrm(1), made from the help of the commands.
struct ManualPage {
  private var page = ManText()
  var text: String { page.text }

  init(of program: CommandHelp) {
    page.macro("TH", "MINICRM", "1", "", "minicrm \(ProgramVersion.current)", "Mini-CRM")
    add(beginning: program)
    page.macro("SH", "COMMANDS")
    for command in program.commands { add(command, below: program.commandName) }
    add(Self.closing)
    page.macro("SH", "SEE ALSO")
    page.line([
      .typed("minicrm.yaml"), .plain("(5), "), .typed("systemctl"), .plain("(1), "),
      .typed("journalctl"), .plain("(1)"),
    ])
  }

  private mutating func add(beginning program: CommandHelp) {
    let name = program.commandName
    page.macro("SH", "NAME")
    page.line([.plain("\(name) - \(Self.phrase(program.abstract ?? ""))")])
    page.macro("SH", "SYNOPSIS")
    page.line([.typed(name), .meant(" command "), .plain("["), .meant("option"), .plain(" ...]")])
    page.macro("SH", "DESCRIPTION")
    page.paragraph(program.discussion ?? "")
    add(Self.opening)
  }

  /// One command of the program: how it is typed, or a heading and the commands below it.
  private mutating func add(_ command: CommandHelp, below program: String) {
    let path = "\(program) \(command.commandName)"
    page.macro("SS", path)
    guard !command.commands.isEmpty else { return add(verb: command, path: path) }
    page.paragraph(command.abstract ?? "")
    for verb in command.commands { add(verb: verb, path: "\(path) \(verb.commandName)") }
  }

  private mutating func add(verb: CommandHelp, path: String) {
    let arguments = verb.ownArguments
    page.tag([.typed(path)] + arguments.flatMap(\.usage))
    page.paragraph(verb.abstract ?? "")
    if let discussion = verb.discussion { add(discussion: discussion) }
    guard !arguments.isEmpty else { return }
    page.macro("RS")
    for argument in arguments { add(argument.tag, argument.meaning) }
    page.macro("RE")
  }

  /// A help's longer text; an example is the last that it holds.
  private mutating func add(discussion: String) {
    let parts = discussion.split(
      separator: "Example: ", maxSplits: 1, omittingEmptySubsequences: false)
    let words = parts.first?.trimmingCharacters(in: .whitespaces) ?? ""
    if !words.isEmpty { page.paragraph(words) }
    if parts.count == 2 { page.example(String(parts[1])) }
  }

  /// A page's name is followed by a phrase, not by a sentence.
  private static func phrase(_ sentence: String) -> Substring {
    sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
  }

  private mutating func add(_ sections: [ManualSection]) {
    for section in sections {
      page.macro("SH", section.heading)
      for entry in section.entries { add(entry.tag, entry.meaning) }
    }
  }

  private mutating func add(_ tag: [ManText.Piece], _ meaning: String) {
    page.tag(tag)
    page.paragraph(meaning)
  }
}
