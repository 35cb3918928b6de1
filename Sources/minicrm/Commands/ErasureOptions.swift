import Application
import ArgumentParser
import Foundation
import Store

/// The options that both erasures take, and the words that they end with.
struct ErasureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A further name, e-mail address or number to look for; may be given again.",
      discussion: "A single word is looked for as a whole word, with the endings of cases.",
      valueName: "text"))
  var also: [String] = []
  @Option(help: "Texts about others that an --also may be found in; in more, it is refused.")
  var upTo = 100
  @Flag(help: "Take the whole text of invoices and payments that name them, not the name only.")
  var withInvoices = false
  @Flag(help: "Let go of their mails that wait for a decision, with the documents in them.")
  var withHeld = false
  @Flag(help: "Only count what would go.") var dryRun = false
  @Flag(help: "Go on with an erasure that was cut off and was asked for otherwise.")
  var anew = false
  @Flag(help: "Don't ask; needed where there is no terminal to ask at.") var yes = false

  func validate() throws {
    if upTo < 0 { throw ValidationError("--up-to must be at least 0.") }
    try Consent.validate(isGiven: yes || dryRun)
  }

  private var request: ErasureRequest {
    var request = ErasureRequest(also: also)
    request.mostOthers = upTo
    (request.withInvoices, request.withHeld) = (withInvoices, withHeld)
    (request.dryRun, request.anew) = (dryRun, anew)
    return request
  }

  /// Erases, after asking at the terminal, unless --yes is given. Tells what was done and what is
  /// left to do.
  func run(
    _ erasure: PersonalErasure, of subject: String, _ output: OutputOptions
  ) async throws {
    if !yes, !dryRun {
      let summary = Self.summary(try await erasure.look(request))
      try Consent.ask("\(summary)\nErase the data of \(subject) for good?")
    }
    try await erasure.run(request) { outcome in
      try output.answer.deliver(
        outcome.row, Self.reached(outcome.reached) + Self.advice(outcome))
    }
  }

  /// Tells of the data that would go, before it does.
  private static func summary(_ report: ErasureReport) -> String {
    let counts = [
      "log entries: \(report.entries), \(report.others) of them about others",
      "tasks: \(report.tasks)", "documents' names: \(report.documents)",
      "groups' names: \(report.groups)",
      "mails: \(report.mails), \(report.discarded) of them not decided on",
    ]
    return (["To go:"] + counts + reached(report.reached)).joined(separator: "\n  ")
  }

  /// `“Masa” alone is found in 12 texts about others`
  private static func reached(_ texts: [String: Int]) -> [String] {
    texts.sorted { $0.key < $1.key }.map { text, count in
      "“\(PrintedText.printable(text))” alone is found in \(count) texts about others"
    }
  }

  private static func advice(_ outcome: PersonalErasure.Outcome) -> [String] {
    let remains = outcome.remains
    var lines: [String] = []
    if !remains.undecided.isEmpty {
      let ids = remains.undecided.map { String($0.rawValue) }.joined(separator: ", ")
      lines.append(
        "Mails from the same address wait for a decision: \(ids). Release what must be kept, and "
          + "discard the others (mail discard), or give --with-held.")
    }
    if !remains.kept.isEmpty {
      let ids = remains.kept.map { String($0.rawValue) }.joined(separator: ", ")
      lines.append(
        "Documents that name them are to be kept and stay as they are: \(ids). Ask again after "
          + "their days (document show), or remove one with document remove.")
    }
    guard let traces = outcome.traces else { return lines }
    lines += remains.backups.map {
      "The backup in \($0.directory) still holds it: back up there again, and remove copies of it."
    }
    lines += traces.copies.map {
      "The upgrade's copy \($0) still holds it: remove it once the upgrade has proved good."
    }
    if !traces.isRenewed {
      lines.append(
        "The database is large: unused parts of its file may hold pieces of it until minicrm gc "
          + "--compact, for which others who write wait some seconds.")
    }
    return lines + ["What the mail server keeps is not touched: see docs/erasure.md."]
  }
}
