/// The advice of an error on the next try.
package enum RetryAdvice: Sendable, Hashable {
  /// The trouble may pass by itself.
  case usual
  /// The server asks for a pause.
  case after(Duration)
  /// The server has enough of us for now, and doesn't say for how long.
  case limit
  /// The login was refused.
  case login
  /// There is nothing to log in with before somebody has changed something.
  case person

  /// The server wants to be left alone, whoever asks: until that is over no try is made.
  package var isServersWish: Bool {
    switch self {
    case .after, .limit: true
    case .usual, .login, .person: false
    }
  }

  /// Another try is worth while as soon as a file that the login depends on has changed.
  package var isAboutLogin: Bool { self == .login || self == .person }

  /// The words on a pause until then.
  package func words(until end: String) -> String? {
    switch self {
    case .usual: nil
    case .after: "the server asks for a pause until \(end)"
    case .limit: "the server has enough of us and is left alone until \(end)"
    case .login, .person: "the next try is at \(end), or when what the login depends on changes"
    }
  }
}

/// An error that tells when another try is worth while.
package protocol RetryAdvising: Error {
  var retryAdvice: RetryAdvice { get }
}

extension IMAPError: RetryAdvising {
  package var retryAdvice: RetryAdvice {
    switch kind {
    case .throttled(let pause): pause > .zero ? .after(pause) : .usual
    case .limited, .refused(code: "LIMIT"): .limit
    case .login: .login
    default: .usual
    }
  }
}
