import Records

/// An error of the store: its kind, its subject, its cause, and a suggestion.
package struct StoreError: Error, Sendable, CustomStringConvertible {
  package enum Kind: Sendable, Hashable {
    /// No space (or no quota) is left.
    case diskFull
    /// The file system or the files can't be written.
    case readOnly
    /// Another process held a lock for longer than patience lasted.
    case busy
    /// The store was moved away, or another put in its place, under this running program.
    case replaced
    /// The store's schema is newer than this program.
    case schemaNewer
    /// The store's schema is older than this running program expects.
    case schemaOlder
    /// The directory holds no store yet.
    case noStore
    /// There is no such row (for this company).
    case notFound
    /// The request breaks a rule; nothing was changed.
    case refused
    /// The database, a blob or the directory isn't what it should be.
    case corrupt
    /// Anything else the operating system or SQLite reported.
    case io
  }

  package let kind: Kind
  /// The subject of the error: a directory, a file, `company acme`, `mail 12`.
  package let subject: String
  /// The cause of the error.
  package let cause: String
  /// The reader's next step; empty when the cause says it all.
  package let suggestion: String
  /// The rule that somebody's request breaks, on which field; nil where the world is at fault.
  package let refusal: Refusal?
  /// True where an import was cut off that the same file goes on with.
  package var isResumable = false

  package init(
    kind: Kind, subject: String, cause: String, suggestion: String = "", refusal: Refusal? = nil
  ) {
    self.kind = kind
    self.subject = subject
    self.cause = cause
    self.suggestion = suggestion
    self.refusal = refusal
  }

  /// A request that a rule forbids.
  package init(_ refusal: Refusal) {
    let words = RefusalText(.english)
    self.init(
      kind: refusal.code == .notFound ? .notFound : .refused, subject: words.subject(of: refusal),
      cause: words.cause(of: refusal), suggestion: words.suggestion(of: refusal), refusal: refusal)
  }

  /// The same error, of what is inside `place`.
  func inside(_ place: String) -> StoreError {
    StoreError(
      kind: kind, subject: subject.isEmpty ? place : "\(place): \(subject)", cause: cause,
      suggestion: suggestion, refusal: refusal)
  }

  /// The same error, with something more for the reader.
  func adding(_ advice: String) -> StoreError {
    StoreError(
      kind: kind, subject: subject, cause: cause,
      suggestion: suggestion.isEmpty ? advice : "\(suggestion); \(advice)", refusal: refusal)
  }

  /// True when the same call may succeed later without anybody changing the request.
  package var isTemporary: Bool {
    switch kind {
    case .diskFull, .readOnly, .busy, .io: true
    case .replaced, .schemaNewer, .schemaOlder, .noStore, .notFound, .refused, .corrupt: false
    }
  }

  /// True when the request breaks a rule.
  package var isRefusal: Bool { kind == .refused }

  /// One clear line.
  package var description: String {
    let line = subject + ": " + cause
    return suggestion.isEmpty ? line : line + "; " + suggestion
  }

  package static func refused(
    _ subject: String, _ cause: String, _ suggestion: String = ""
  ) -> StoreError {
    StoreError(kind: .refused, subject: subject, cause: cause, suggestion: suggestion)
  }

  package static func notFound(_ subject: String) -> StoreError {
    StoreError(kind: .notFound, subject: subject, cause: "there is none")
  }
}
