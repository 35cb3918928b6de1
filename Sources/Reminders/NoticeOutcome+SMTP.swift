import Foundation
import MailTransport
import Records

extension NoticeOutcome {
  /// The outcome of a notice by what became of its mail. A mail that didn't go for the server's
  /// sake, or since the sending was interrupted, is given back: that is no try.
  init(_ outcome: SMTPOutcome, now: Date) {
    switch outcome {
    case .accepted: self = .sent(reply: outcome.words)
    case .permanent where !outcome.isServerWide: self = .refused(reply: outcome.words)
    case .temporary(let trouble) where trouble.scope != .mail: self = .givenBack(until: now)
    case .permanent: self = .givenBack(until: now)
    case .temporary: self = .refusedForNow(reply: outcome.words, jitter: .random(in: 0...1))
    case .unknown: self = .unanswered(reply: outcome.words, jitter: .random(in: 0...1))
    }
  }
}
