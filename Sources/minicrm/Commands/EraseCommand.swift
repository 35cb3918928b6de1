import ArgumentParser
import Foundation
import Store

/// `minicrm erase …`
struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Erase the personal data of somebody who asks for it.",
    subcommands: [ErasedContact.self, ErasedPerson.self])

  struct ErasedContact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "contact", abstract: "Erase a contact's data, for good.",
      discussion: """
        Name, role, e-mail, phone, what the log says of the contact, the contact's tasks' \
        descriptions, sender and subject of the contact's mails, and mails of the contact's that \
        wait for a decision. Documents stay. The log tells that it was done and still verifies. \
        Example: minicrm erase contact 12 --also 'Maija Korhonen' --also maija@vanha.example
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var erasure: ErasureOptions
    @Argument(help: "The contact's id.") var id: Int64

    func run() async throws {
      let id = ContactID(rawValue: id)
      let place = try await Workplace(options)
      let scope = try await place.scope(of: id, company: owner.company)
      try erasure.confirm(id)
      let report = try await scope.eraseContact(
        id, also: erasure.also, by: actor.person(in: scope), now: Date())
      try await erasure.finish(report, id, in: scope, place, output)
    }
  }

  struct ErasedPerson: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "person", abstract: "Erase a person's data, for good.",
      discussion: """
        The person is removed, if it wasn't, and loses name and e-mail; texts of the log that \
        name the person go; in tasks, documents' names and subjects the name is masked; mails of \
        the person's that wait for a decision go. The log tells that it was done and still \
        verifies. Example: minicrm erase person 3 --also 'Matti Virtanen'
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var owner: OwnerOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var erasure: ErasureOptions
    @Argument(help: "The person's id.") var id: Int64

    func run() async throws {
      let id = PersonID(rawValue: id)
      let place = try await Workplace(options)
      let scope = try await place.scope(of: id, company: owner.company)
      try erasure.confirm(id)
      let report = try await scope.erasePerson(
        id, also: erasure.also, by: actor.person(in: scope), now: Date())
      try await erasure.finish(report, id, in: scope, place, output)
    }
  }
}

/// What both erasures take, and how they end.
struct ErasureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A further name, e-mail address or number to look for; may be given again.",
      valueName: "text"))
  var also: [String] = []
  @Flag(help: "Don't ask, not even on a terminal.") var yes = false

  /// Asks whoever sits at a terminal; a script has made up its mind.
  func confirm(_ id: some OwnedIdentifier) throws {
    guard !yes, isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return }
    let question = "Erase the data of \(id.subject) for good? Type yes: "
    try FileHandle.standardError.write(contentsOf: Data(question.utf8))
    guard readLine() == "yes" else { throw Failure("nothing was erased") }
  }

  /// Cleans the files, and tells what was done and what is left to do.
  func finish(
    _ report: ErasureReport, _ id: some OwnedIdentifier, in scope: CompanyScope,
    _ place: Workplace, _ output: OutputOptions
  ) async throws {
    let copies = try await place.store.removeTraces()
    var row = OutputRow()
    row.add("id", .integer(id.rawValue))
    row.add("company", .text(try await scope.company().slug))
    for (key, count) in [
      ("entries", report.entries), ("tasks", report.tasks), ("documents", report.documents),
      ("mails", report.mails), ("discarded", report.discarded),
    ] { row.add(key, .integer(Int64(count))) }
    let remains = report.remains
    row.add("backups", .list(remains.backups.map { .text($0.directory) }))
    row.add("copies", .list(copies.map(JSONValue.text)))
    row.add("undecidedMails", .list(remains.undecided.map { .integer($0.rawValue) }))
    try output.answer.one(row)
    guard !output.json else { return }
    for line in advice(remains, copies) { print(line) }
  }

  private func advice(_ remains: ErasureRemains, _ copies: [String]) -> [String] {
    var lines = remains.backups.map {
      "The backup in \($0.directory) still holds it: back up there again, and remove copies of it."
    }
    lines += copies.map {
      "The upgrade's copy \($0) still holds it: remove it once the upgrade has proved good."
    }
    if !remains.undecided.isEmpty {
      let ids = remains.undecided.map { String($0.rawValue) }.joined(separator: ", ")
      lines.append(
        "Mails of no company from the same address wait for a decision (mail discard): \(ids).")
    }
    return lines + ["What the mail server keeps is not touched: see docs/erasure.md."]
  }
}
