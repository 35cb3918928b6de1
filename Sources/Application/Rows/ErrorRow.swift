import Records

/// The kinds of errors that programs tell apart, whatever the words.
package enum ErrorCode: String, Encodable, Sendable, Hashable, CaseIterable {
  /// The command line is wrong.
  case usage
  /// The settings are wrong, or don't go with the store.
  case configuration
  case notFound
  /// A rule forbids the request.
  case refused
  /// Somebody else has what may be only once.
  case conflict
  /// A name is of several records.
  case ambiguous
  /// Another process held a lock for too long; the same request may succeed later.
  case busy
  /// No space is left.
  case full
  /// A server can't be reached, or didn't do its part.
  case unreachable
  /// Somebody changed what must not change.
  case tampered
  /// Files, or standard output, can't be written.
  case unwritable
  /// Anything else.
  case `internal`
}

extension ErrorCode {
  package init(_ code: Refusal.Code) {
    switch code {
    case .refused: self = .refused
    case .notFound: self = .notFound
    case .conflict: self = .conflict
    case .ambiguous: self = .ambiguous
    }
  }
}

/// An error as programs get it: `{"error": {…}}`.
package struct ErrorRow: Encodable, Sendable {
  package struct Details: Encodable, Sendable {
    package let code: ErrorCode
    /// The key of the field in a row that the error is about.
    package let field: String?
    package let message: String
    /// The reader's next step.
    package let help: String?
    /// The first faults of a file, where one was refused; no key of the row where none was.
    package let errors: [ImportFaultRow]?

    package func encode(to encoder: any Encoder) throws {
      var row = encoder.container(keyedBy: RowKey.self)
      try row.encode(code, "code")
      try row.encodeIfPresent(field, forKey: RowKey(stringValue: "field"))
      try row.encode(message, "message")
      try row.encodeIfPresent(help, forKey: RowKey(stringValue: "help"))
      if let errors { try row.encode(errors, "errors") }
    }
  }

  package let error: Details

  package init(
    _ code: ErrorCode, field: String? = nil, message: String, help: String? = nil,
    errors: [ImportFaultRow]? = nil
  ) {
    error = Details(code: code, field: field, message: message, help: help, errors: errors)
  }
}
