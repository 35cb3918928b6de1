/// What a person asked for that a rule forbids: on which field or record, why, and what to do.
/// Nothing was changed.
package struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// What programs know the refusal by.
  package enum Code: String, Sendable, Hashable {
    case refused, notFound
  }

  package let code: Code
  /// The field or the record, with what was given: `phone “040 x”`, `task 12`.
  package let subject: String
  package let cause: String
  /// What the reader can do; empty when the cause says all.
  package let suggestion: String

  package init(
    _ subject: String, _ cause: String, _ suggestion: String = "", code: Code = .refused
  ) {
    self.code = code
    self.subject = subject
    self.cause = cause
    self.suggestion = suggestion
  }

  /// The company has no such record.
  package static func notFound(_ subject: String) -> Refusal {
    Refusal(subject, "there is none", code: .notFound)
  }

  /// One clear line.
  package var description: String {
    let line = subject + ": " + cause
    return suggestion.isEmpty ? line : line + "; " + suggestion
  }
}
