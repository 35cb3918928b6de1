import Application
import Records
import Store

/// The words of an error as a command prints it: a refusal's with the command or option that helps.
enum PrintedError {
  static func text(_ error: any Error) -> String {
    switch error {
    case let error as StoreError: line("\(error)", help(error))
    case let refusal as Refusal: text(refusal)
    case let error as AgreementError: error.text
    case let error as ImportRefused: error.text(of: text(_:))
    default: "\(error)"
    }
  }

  private static func text(_ refusal: Refusal) -> String {
    line(RefusalText(.english).line(refusal, calling: refusal.option), refusal.help)
  }

  private static func help(_ error: StoreError) -> String? {
    if error.kind == .noStore { return "minicrm company add makes it" }
    if error.isResumable { return "or begin at the first one with --anew" }
    return error.refusal?.help
  }

  private static func line(_ line: String, _ help: String?) -> String {
    help.map { "\(line); \($0)" } ?? line
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
    case (.absent(.unknown), _) where isOfCompany:
      "minicrm company list shows those there are"
    case (.absent(.nobodyHasAddress), _): "add them with minicrm person add"
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
