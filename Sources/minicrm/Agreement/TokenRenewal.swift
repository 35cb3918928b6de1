import Foundation
import Logging
import MailTransport
import Platform

/// Renews the token of one login ahead of time, as long as a daemon lives: so a connection that is
/// made anew finds one that is good, and an agreement that ends by disuse does not.
///
/// One of the daemons that share a login asks the token server; the others find its token.
struct TokenRenewal: Sendable {
  /// Between two looks at most: a clock may be set meanwhile.
  private static let longestSleep = Duration.seconds(3_600)
  /// Daemons that share a login are not to ask at the same moment.
  private static let spread = Duration.seconds(3)

  private let keeper: TokenKeeper
  private let logger: Logger
  private let now: @Sendable () -> Date

  /// Nil where the login has no tokens.
  init?(
    of source: (any CredentialSource)?, _ logger: Logger, now: @escaping @Sendable () -> Date
  ) {
    guard let keeper = source as? TokenKeeper else { return nil }
    self.keeper = keeper
    self.logger = logger
    self.now = now
  }

  /// Runs `work` with the renewal beside it, which ends with it.
  static func beside(
    _ renewal: TokenRenewal?, _ work: @escaping @Sendable () async throws -> Void
  ) async throws {
    async let _ = renewal?.runUntilCancelled()
    try await work()
  }

  /// Trouble is said when it begins and when it ends: the login's own part says what comes of it.
  private func runUntilCancelled() async {
    var pauses = Backoff(first: .seconds(30), limit: .seconds(600))
    var lastTrouble: String?
    while !Task.isCancelled {
      do {
        let next = try await keeper.renewInTime(sign: { _ in })
        if lastTrouble != nil { say(.notice, "the token is renewed again") }
        lastTrouble = nil
        pauses.reset()
        await sleep(for: .seconds(next.timeIntervalSince(now())))
      } catch {
        if Task.isCancelled { return }
        if lastTrouble != "\(error)" { say(.warning, "the token is not renewed: \(error)") }
        lastTrouble = "\(error)"
        await sleep(for: pauses.next(random: .random(in: 0..<1)))
      }
    }
  }

  private func sleep(for wait: Duration) async {
    let pause = min(max(wait, .zero), Self.longestSleep) + Self.spread * Double.random(in: 0..<1)
    // A cancelled sleep is the stop that the loop's condition sees.
    try? await Task.sleep(for: pause)
  }

  private func say(_ level: Logger.Level, _ text: String) {
    logger.log(level: level, "\(keeper.client.subject): \(text)")
  }
}
