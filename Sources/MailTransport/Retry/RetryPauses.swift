import Platform

/// The pauses between tries that fail, by what the errors tell of another try. Each kind of trouble
/// has pauses of its own, which grow.
package struct RetryPauses: Sendable {
  /// No server's wish for a pause is kept for longer.
  static let longest = Duration.seconds(86_400)

  private var usual: Backoff
  /// The server has enough of us, and doesn't say for how long.
  private var limit = Backoff(first: .seconds(120), limit: .seconds(3_600))
  /// Few servers like to be asked a wrong password again and again.
  private var login = Backoff(first: .seconds(5), limit: .seconds(3_600))
  /// Nor does a token server help whom a person has to help.
  private var person = Backoff(first: .seconds(3_600), limit: .seconds(3_600))

  /// `usual` is for what may pass by itself.
  package init(usual: Backoff) {
    self.usual = usual
  }

  /// The next pause. `random` is in 0..<1. A pause that a server asks for is kept whole, up to a
  /// day.
  package mutating func next(after advice: RetryAdvice, random: Double) -> Duration {
    switch advice {
    case .usual: usual.next(random: random)
    case .after(let asked): max(usual.next(random: random), min(asked, Self.longest))
    case .limit: limit.next(random: random)
    case .login: login.next(random: random)
    case .person: person.next(random: random)
    }
  }

  /// Something succeeded: the next pauses are the first again.
  package mutating func reset() {
    usual.reset()
    limit.reset()
    login.reset()
  }
}
