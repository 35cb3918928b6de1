import Glibc

/// A refusal of the operating system, or a file where something else was expected: subject, cause,
/// and a suggestion.
package struct SystemError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Kind: Sendable, Hashable {
    /// No space (or no quota) is left.
    case noSpace
    /// The file system takes no changes.
    case readOnly
    /// This user may not.
    case noPermission
    /// Another process held a lock for longer than patience lasted.
    case busy
    /// Another kind of file, a link, or another user's file stands under a name of ours.
    case misplaced
    /// A directory that somebody named is another user's.
    case anotherUsers
    /// This machine knows nothing of that name.
    case unknown
    /// Anything else that the system reported.
    case other
  }

  package let kind: Kind
  /// A file, a directory, or what the caller works on.
  package let subject: String
  package let cause: String
  /// The reader's next step; empty when the cause says all.
  package let suggestion: String

  /// `suggestion` is what there is to say of the kind, unless one is given.
  package init(kind: Kind, subject: String, cause: String, suggestion: String? = nil) {
    self.kind = kind
    self.subject = subject
    self.cause = cause
    self.suggestion = suggestion ?? kind.suggestion
  }

  /// For a call that failed. `action` says what the call was to do: `open the lock`.
  package init(_ number: ErrorNumber, _ action: String, subject: String) {
    let kind = Kind(number)
    let words = number.description.lowercasedFirst
    let isWholeCause = kind == .noSpace || kind == .readOnly
    self.init(
      kind: kind, subject: subject, cause: isWholeCause ? words : "cannot \(action): \(words)")
  }

  /// True when the same call may succeed later without anybody changing the request.
  package var isTemporary: Bool {
    switch kind {
    case .noSpace, .readOnly, .noPermission, .busy, .other: true
    case .misplaced, .anotherUsers, .unknown: false
    }
  }

  /// One clear line.
  package var description: String {
    let line = subject + ": " + cause
    return suggestion.isEmpty ? line : line + "; " + suggestion
  }
}

extension SystemError.Kind {
  fileprivate init(_ number: ErrorNumber) {
    switch number.code {
    case ENOSPC, EDQUOT: self = .noSpace
    case EROFS: self = .readOnly
    case EACCES, EPERM: self = .noPermission
    default: self = .other
    }
  }

  fileprivate var suggestion: String {
    switch self {
    case .noSpace: "free space there (see df -h)"
    case .readOnly: "mount it writable or mend its permissions"
    case .noPermission: "the directory and its files must belong to the user minicrm runs as"
    case .busy, .misplaced, .anotherUsers, .unknown, .other: ""
    }
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
