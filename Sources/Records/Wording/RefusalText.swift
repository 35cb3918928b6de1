import Platform

/// The sentences of refusals in one language: subject, cause and suggestion. Each is a clause that
/// can stand beside a form's field, or follow another on a line.
package struct RefusalText {
  package let language: Language

  package init(_ language: Language) { self.language = language }

  /// `phone “040 x”`, `customer 12`.
  package func subject(of refusal: Refusal) -> String {
    let given = refusal.given.map { " " + FieldRule.shown($0) } ?? ""
    if let subject = refusal.subject { return subject.text(in: language) + given }
    guard let field = refusal.field else { return given.isEmpty ? "" : String(given.dropFirst()) }
    return field.words[language] + given
  }

  package func cause(of refusal: Refusal) -> String { refusal.fault.cause[language] }

  /// The reader's way out; empty where the cause says all.
  package func suggestion(of refusal: Refusal) -> String {
    refusal.fault.suggestion?[language] ?? ""
  }

  /// All of it as one line; `name` is what the reader knows the subject by, where it is another.
  package func line(_ refusal: Refusal, calling name: String? = nil) -> String {
    let line = statement(refusal, calling: name)
    let suggestion = suggestion(of: refusal)
    return suggestion.isEmpty ? line : line + "; " + suggestion
  }

  /// Cause and suggestion, beside the form's field that the refusal is on.
  package func atField(_ refusal: Refusal) -> String {
    let suggestion = suggestion(of: refusal)
    return suggestion.isEmpty ? cause(of: refusal) : cause(of: refusal) + "; " + suggestion
  }

  /// Subject and cause; `name` is as in `line`.
  package func statement(_ refusal: Refusal, calling name: String? = nil) -> String {
    let subject = name ?? subject(of: refusal)
    return (subject.isEmpty ? "" : subject + ": ") + cause(of: refusal)
  }
}

extension Refusal: CustomStringConvertible {
  /// One clear line, in English.
  package var description: String { RefusalText(.english).line(self) }
}

extension Refusal.Subject {
  func text(in language: Language) -> String {
    switch self {
    case .record(let kind, let id): "\(kind.words[language]) \(id)"
    case .company(let slug): "\(RecordKind.company.words[language]) \(slug)"
    case .actor: Words("tekijä", "utförare", "acting person")[language]
    case .part(let path): Words("osa", "del", "part")[language] + " \(path)"
    case .file(let name): name.printable()
    case .cursor: Words("sivun kohta", "sidans plats", "cursor")[language]
    case .limit: Words("rivien määrä", "antalet rader", "limit")[language]
    case .furtherName: Words("lisänimi", "ytterligare namn", "further name")[language]
    }
  }
}
