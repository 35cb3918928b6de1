import Application
import Platform
import Records
import Store

/// An error as a command prints it: in words with the command or option that helps, or as a row.
struct PrintedError {
  let code: ErrorCode
  private let field: RecordField?
  private let message: String
  /// The reader's next steps, as clauses.
  private let help: [String]
  /// The faults of a file.
  private let faults: [ImportFaultRow]?

  private init(
    _ code: ErrorCode, _ message: String, on field: RecordField? = nil, _ help: [String?] = [],
    faults: [ImportFaultRow]? = nil
  ) {
    (self.code, self.field, self.message, self.faults) = (code, field, message, faults)
    self.help = help.compactMap(\.self).filter { !$0.isEmpty }
  }

  init(_ error: any Error) {
    switch error {
    case let error as StoreError: self.init(error)
    case let refusal as Refusal: self.init(refusal, takesMap: true)
    case let error as ImportRefused: self.init(error)
    case let error as AgreementError: self.init(error.code, error.text)
    case let failure as Failure: self.init(failure.code, failure.description)
    case let error as SettingsError: self.init(.configuration, "\(error)")
    case let error as SystemError: self.init(StoreError(error))
    default: self.init(.internal, "\(error)")
    }
  }

  /// A command line that can't be parsed; `message` is the parser's.
  init(usage message: String) {
    self.init(.usage, message, ["see minicrm --help"])
  }

  private init(_ error: ImportRefused) {
    let words = { (refusal: Refusal) in
      PrintedError(refusal, takesMap: error.takesChoices).line
    }
    self.init(
      .refused, error.text(of: words),
      faults: error.faults.first.map { ImportFaultRow($0, words) })
  }

  /// `takesMap` is false where --map is no option for the columns of a table.
  private init(_ refusal: Refusal, takesMap: Bool) {
    let words = RefusalText(.english)
    let help: String? =
      if case .column(.unknown) = refusal.fault, !takesMap {
        "rename them in the table, or leave them out with --ignore-unknown"
      } else {
        refusal.help
      }
    self.init(
      ErrorCode(refusal.code), words.statement(refusal, calling: refusal.option),
      on: refusal.field, [words.suggestion(of: refusal), help])
  }

  private init(_ error: StoreError) {
    let code = error.refusal.map { ErrorCode($0.code) } ?? ErrorCode(error.kind)
    self.init(
      code, "\(error.subject): \(error.cause)", on: error.refusal?.field,
      [error.suggestion, PrintedError.help(error)])
  }

  private static func help(_ error: StoreError) -> String? {
    if error.kind == .noStore { return "minicrm company add makes it" }
    if error.isResumable { return "or begin at the first one with --anew" }
    return error.refusal?.help
  }

  /// For people.
  var line: String { ([message] + help).joined(separator: "; ") }

  /// For programs.
  var row: ErrorRow {
    ErrorRow(
      code, field: field?.rawValue, message: message,
      help: help.isEmpty ? nil : help.joined(separator: "; "), errors: faults)
  }
}

extension ErrorCode {
  fileprivate init(_ kind: StoreError.Kind) {
    switch kind {
    case .diskFull: self = .full
    case .readOnly: self = .unwritable
    case .busy: self = .busy
    case .replaced, .schemaNewer, .schemaOlder, .noStore: self = .configuration
    case .notFound: self = .notFound
    case .refused: self = .refused
    case .corrupt: self = .tampered
    case .io: self = .internal
    }
  }
}

extension AgreementError {
  fileprivate var code: ErrorCode {
    switch fault {
    case .byPassword, .needless, .noWay: .configuration
    case .noCode, .outOfTime, .noRefreshToken, .loginRefused: .unreachable
    }
  }
}

extension Refusal {
  /// The option by which the subject was given, with its value; nil where the subject has a name.
  fileprivate var option: String? {
    subject == .actor ? "--as \(given ?? "")" : nil
  }

  /// The command or option that helps, as a clause; nil where none does.
  fileprivate var help: String? {
    switch (fault, field) {
    case (.absent(.unknown), .group) where subject == nil: "add it with minicrm group add"
    case (.absent(.unknown), .customer) where subject == nil:
      "give one that minicrm customer list shows"
    case (.absent(.unknown), .contact) where subject == nil:
      "give one that minicrm contact list shows"
    case (.absent(.unknown), _) where isOfCompany:
      "minicrm company list shows those there are"
    case (.absent(.nobodyHasAddress), _): "add them with minicrm person add"
    case (.column(.unknown), _):
      "say what they hold with --map 'Header=key', or leave them out with --ignore-unknown"
    case (.state(let fault), _): help(fault)
    case (.mail(.ofNoCompany), _): "name one with --company"
    case (.mail(.neverWhole), _): "have it fetched again with mail retry"
    case (.mail(.notKept), _): "see its verdict with mail show"
    case (.mail(.isFiled), _): "mail show names its documents"
    case (.request(.reachesTooFar(let names, _)), _):
      "or look with --dry-run, and allow it with --up-to \(names.map(\.texts).max() ?? 0)"
    case (.request(.askedOtherwise), _):
      "that is with the same --also and --with options; or go on as now with --anew"
    default: nil
    }
  }

  private var isOfCompany: Bool {
    if case .company? = subject { true } else { false }
  }

  private func help(_ fault: StateFault) -> String? {
    switch (fault, subject) {
    case (.taskIsDone, _), (.taskWasCancelled, _): "add another with minicrm task add"
    case (.switchedOff, .company(let slug)): "switch it on with minicrm company activate \(slug)"
    case (.notFailed, _): "minicrm reminder list --state failed shows them"
    default: nil
    }
  }
}
