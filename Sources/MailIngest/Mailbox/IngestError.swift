import Foundation
import MailTransport

/// Why a mailbox could not be drained. What was committed before stays; the rest waits on the
/// server for the next try.
package struct IngestError: Error, Sendable, CustomStringConvertible {
  package let mailbox: String
  package let cause: any Error
  /// The time of the next try, where the server or a refused login decides on that.
  package var nextTry: Date?

  package init(mailbox: String, cause: any Error) {
    self.mailbox = mailbox
    self.cause = cause
  }

  package var description: String {
    let pause = nextTry.flatMap { retryAdvice.words(until: $0.formatted(.iso8601)) }
    return "mailbox \(mailbox): \(cause)" + (pause.map { "; \($0)" } ?? "")
  }

  /// All mails are settled and the session is as good as before: only something that was to be done
  /// with the server's copies was refused.
  var isAboutActions: Bool { cause is ActionsRefused }
}

extension IngestError: RetryTelling {
  package var retryAdvice: RetryAdvice { (cause as? any RetryAdvising)?.retryAdvice ?? .usual }
}

/// Mails are settled, but something that was to be done with them on the server was refused.
struct ActionsRefused: Error, CustomStringConvertible {
  let action: String
  let messages: Int
  let cause: String

  var description: String {
    "“\(action)” of \(messages) settled mails was refused: \(cause)"
  }
}

/// Connection after connection broke with nothing delivered: that is not one mail's doing.
struct ServerUnsteady: Error, Equatable, CustomStringConvertible {
  let breaks: Int
  let last: String

  var description: String { "\(breaks) connections broke one after the other; the last: \(last)" }
}
