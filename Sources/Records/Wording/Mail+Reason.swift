extension Mail {
  /// Why the mail is what it is: the code of its verdict's reason, or `discarded` once somebody
  /// decided against it.
  package var reasonCode: String { isDiscarded ? "discarded" : reason.code.rawValue }

  /// The sentence of that.
  package func reasonText(in language: Language) -> String {
    let text = reason.text(in: language)
    guard isDiscarded else { return text }
    return switch language {
    case .finnish: "hylätty: " + text
    case .swedish: "förkastat: " + text
    case .english: "discarded: " + text
    }
  }
}
