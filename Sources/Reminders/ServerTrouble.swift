import Foundation
import MailTransport

/// Nothing can be sent at present, whatever the notice: nobody listens, TLS, the login, 421.
package struct ServerTrouble: Error, CustomStringConvertible {
  package let server: String
  package let reason: String
  package let retryAdvice: RetryAdvice
  /// The time of the next try, where the server or a refused login decides on that.
  package var nextTry: Date?

  init(server: String, _ trouble: SMTPTrouble) {
    self.server = server
    reason = trouble.reason
    retryAdvice = trouble.retryAdvice
  }

  package var description: String {
    let pause = nextTry.flatMap { retryAdvice.words(until: $0.formatted(.iso8601)) }
    return "\(server) takes no mail at present (\(reason)); reminders wait and are tried again"
      + (pause.map { "; \($0)" } ?? "")
  }
}

extension ServerTrouble: RetryTelling {}
