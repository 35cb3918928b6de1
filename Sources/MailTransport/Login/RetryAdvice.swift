/// What an error tells about the next try.
package enum RetryAdvice: Sendable, Hashable {
  /// It may pass by itself.
  case usual
  /// The server asks for a pause.
  case after(Duration)
  /// The login was refused: only somebody who changes it can help.
  case login
}

/// An error that tells when another try is worth while.
package protocol RetryAdvising: Error {
  var retryAdvice: RetryAdvice { get }
}

extension IMAPError: RetryAdvising {
  package var retryAdvice: RetryAdvice {
    switch kind {
    case .throttled(let pause): .after(pause)
    case .login: .login
    default: .usual
    }
  }
}
