import Application
import ArgumentParser
import Foundation
import Records
import Store

/// `minicrm log …`
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "A company's customer log: everything that happened.",
    subcommands: [
      Search.self, Show.self, Feed.self, Record.self, Import.self, Verify.self,
    ])

  struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Search the log, newest first.",
      discussion: """
        Every word of --text must occur, as any part of a word, without case. Example: \
        minicrm log search --company acme --kind documentReceived --text lasku --from 2026-11-01
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "Kinds of entries, separated by commas.") var kind: LogKinds?
    @Option(help: "A customer, by id, ext: and external id, or name; with its contacts' entries.")
    var customer: Reference<CustomerID>?
    @Option(help: "A contact, by id, ext: and external id, or name.")
    var contact: Reference<ContactID>?
    @Option(help: "The e-mail address of who acted, was reminded, or is meant.")
    var person: String?
    @Option(help: "The first day, in the company's zone.") var from: CivilDate?
    @Option(help: "The last day, in the company's zone.") var to: CivilDate?
    @Option(help: "Words to find.") var text: String?
    @Option(help: "Entries a page.") var limit = 50
    @Option(help: "The cursor of the page before.") var after: String?

    func validate() throws {
      if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    }

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      let page = try await LogSearching(at: scope).page(request)
      if output.json {
        try output.answer.json(page)
      } else {
        try await output.answer.list(
          page.entries, columns: ["id", "at", "kind", "customer", "contact", "person", "text"],
          whenEmpty: "No entries.", at: scope)
        if let next = page.next { try OutputFile.standard.print("More: --after \(next)") }
      }
    }

    private var request: LogSearching.Request {
      var request = LogSearching.Request(limit: limit)
      request.kinds = kind?.kinds ?? []
      (request.customer, request.contact) = (customer, contact)
      request.person = person
      (request.from, request.to) = (from, to)
      request.text = text
      request.after = after
      return request
    }
  }

  struct Record: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record an invoice, a payment or a note.",
      discussion: """
        The same event again under the same --external-id changes nothing, which the row's \
        `recorded` tells. With --stdin a JSON line is read for each event, with the keys of log \
        import, and answered by a JSON line as soon as it is durable, in their order: the row of \
        the entry, or {"error": …} for one that is refused, and the others are recorded. The exit \
        code is 1 when any was refused. Examples: \
        minicrm log record --company acme --kind payment --customer 3 --amount 124.00 \
        --reference 1232 --external-id S-2026-118; \
        minicrm log record --company acme --kind note --contact 7 --text 'Soittaa ensi viikolla'; \
        minicrm log record --company acme --stdin < laskut.jsonl
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var actor: ActorOptions
    @Option(help: "The company's slug.") var company: String
    @Option(help: "invoice, payment or note.") var kind: LogKind?
    @Option(help: "A customer, by id, ext: and external id, or name.")
    var customer: Reference<CustomerID>?
    @Option(help: "A contact, by id, ext: and external id, or name; its customer comes with it.")
    var contact: Reference<ContactID>?
    @Option(
      parsing: .unconditional, help: "An exact amount, 1234.50; a refund begins with a minus.")
    var amount: String?
    @Option(help: "The amount's currency, as EUR; default: EUR.") var currency: String?
    @Option(help: "A reference number, Finnish or RF.") var reference: String?
    @Option(name: .customLong("external-id"), help: "What the invoicing system calls the event.")
    var externalID: String?
    @Option(help: "What happened; default: a sentence made of the rest.") var text: String?
    @Option(help: "When: 2026-11-24, 2026-11-24T08:00 or with a zone; default: now.")
    var at: String?
    @Option(help: "The id of the entry that this one corrects.") var corrects: Int64?
    @Flag(help: "Read an event a line, and answer each by a line.") var stdin = false

    func validate() throws {
      let rest: [Any?] = [
        kind, customer, contact, amount, currency, reference, externalID, text, at, corrects,
      ]
      if stdin, rest.contains(where: { $0 != nil }) {
        throw ValidationError("With --stdin the lines say what is to be recorded.")
      }
      if !stdin, kind == nil {
        throw ValidationError("Give --kind invoice, payment or note, or --stdin.")
      }
    }

    func run() async throws {
      let scope = try await OpenInstallation(options).company(company)
      _ = try await scope.actor(actor.actor)
      guard let kind else { return try await recordLines(at: scope) }
      var event = RecordedEvent(kind: kind)
      (event.customer, event.contact) = (customer, contact)
      event.person = actor.actor
      event.money = try .optional(amount: amount, currency: currency)
      event.reference = reference
      event.text = text
      event.externalID = externalID
      event.corrects = corrects.map(LogNumber.init(rawValue:))
      let row = try await LogRecording(at: scope).record(event, at: at, now: Date())
      try await output.answer.one(row, at: scope)
    }

    /// A batch of these takes a fraction of a second.
    private static let mostLines = 500

    private func recordLines(at scope: CompanyScope) async throws {
      let recording = LogRecording(at: scope)
      var lines = ArrivingLines(STDIN_FILENO)
      var (count, refused) = (0, 0)
      while let group = try await lines.next(atMost: Self.mostLines) {
        let answers = try await recording.record(group, by: actor.actor, now: Date())
        count += answers.count
        refused += answers.count { if case .failure = $0 { true } else { false } }
        try OutputFile.standard.printLines(answers.map(Self.json))
      }
      if refused > 0 {
        throw Failure(
          .refused, "\(refused) of \(count) lines were refused; their answers say why")
      }
    }

    private static func json(_ answer: Result<LogRecordingRow, Refusal>) throws -> String {
      switch answer {
      case .success(let row): try RowValue(row).json()
      case .failure(let refusal): try RowValue(PrintedError(refusal).row).json()
      }
    }
  }

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record the events of a file of JSON lines, once all of it is right.",
      discussion: """
        One object a line, with the keys kind (invoice, payment, note), at, customer, contact, \
        customerExternalID, contactExternalID, person, amount, currency, reference, text, \
        externalID and corrects. Lines that the log holds \
        already under their externalID change nothing, so a file can be imported again. What is \
        wrong with it is told first, and nothing is imported; then lines go in by batches, and the \
        same file goes on where an import of it was cut off. Example: \
        minicrm log import --company acme laskut.jsonl
        """)
    @OptionGroup var options: SettingsOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var start: ImportOptions
    @Option(help: "The company's slug.") var company: String
    @Argument(help: "The file; - is standard input.") var file: String

    /// Bytes of standard input, which is copied to the spool.
    private static let mostOfInput: Int64 = 4 << 30

    func run() async throws {
      let installation = try await OpenInstallation(options)
      let scope = try await installation.company(company)
      // From a pipe everything is taken first: it is read twice.
      let input = try MessageInput(
        file, limit: Self.mostOfInput, spoolDirectory: installation.store.spoolDirectory)
      defer { withExtendedLifetime(input) {} }
      guard !InputFile.isStandardInput(file) || input.size <= Self.mostOfInput else {
        throw Failure(.refused, "standard input is larger than 4 GiB; import it in several files")
      }
      let name = InputFile.isStandardInput(file) ? "standard input" : file
      let work = LogImport(input.descriptor, name: name, start.manner)
      try await work.run(at: scope, now: Date()) { try start.deliver($0, to: output) }
    }
  }
}
