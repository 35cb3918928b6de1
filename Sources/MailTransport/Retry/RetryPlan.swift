import Foundation
import Platform

/// An error that can tell when the next try is.
package protocol RetryTelling: RetryAdvising {
  var nextTry: Date? { get set }
}

/// The times at which one login is tried again after trouble: by the error's advice, and not before
/// a server's own pause is over, whoever was told of the pause.
package struct RetryPlan: Sendable {
  /// Whose login at which server it is.
  private let login: String
  private let serverPauses: ServerPauses
  private let retryWait: RetryWait
  private let sign: LifeSign
  private let now: @Sendable () -> Date
  /// Throws when nothing is to be waited for any more.
  private let check: @Sendable () throws -> Void

  package init(
    of login: String, _ serverPauses: ServerPauses, _ retryWait: RetryWait,
    sign: @escaping LifeSign, now: @escaping @Sendable () -> Date,
    check: @escaping @Sendable () throws -> Void
  ) {
    self.login = login
    self.serverPauses = serverPauses
    self.retryWait = retryWait
    self.sign = sign
    self.now = now
    self.check = check
  }

  /// The step that follows an error.
  package struct Step: Sendable {
    /// The error, with when the next try is.
    package let told: any Error
    package let advice: RetryAdvice
    package let pause: Duration
  }

  package func step(after error: any Error, _ pauses: inout RetryPauses) -> Step {
    let advice = (error as? any RetryAdvising)?.retryAdvice ?? .usual
    let pause = pauses.next(after: advice, random: .random(in: 0..<1))
    guard var told = error as? any RetryTelling else {
      return Step(told: error, advice: advice, pause: pause)
    }
    told.nextTry =
      advice.isServersWish
      ? serverPauses.keep(pause, of: login, now: now()) : now() + pause / .seconds(1)
    return Step(told: told, advice: advice, pause: pause)
  }

  /// The error of a run that nobody repeats: it tells of a pause only where the server asks for
  /// one.
  package func toldOnce(_ error: any Error, _ pauses: RetryPauses) -> any Error {
    guard (error as? any RetryAdvising)?.retryAdvice.isServersWish ?? false else { return error }
    var pauses = pauses
    return step(after: error, &pauses).told
  }

  /// Waits for the next try; where the error was about the login, until what `source` depends on is
  /// no more what it was.
  package func wait(
    _ step: Step, _ source: (any CredentialSource)?, was basis: CredentialFingerprint?
  ) async throws {
    try await wait(step.pause) { step.advice.isAboutLogin && source?.fingerprint() != basis }
  }

  /// Waits while the server wants to be left alone; `tell` hears until when.
  package func keepServersPause(_ tell: (Date) async -> Void) async throws {
    while let left = serverPauses.left(of: login, now: now()) {
      await tell(now() + left / .seconds(1))
      try await wait(left) { false }
    }
  }

  private func wait(_ pause: Duration, until isOver: () -> Bool) async throws {
    try await retryWait.wait(pause, sign: sign) {
      try check()
      return isOver()
    }
  }
}
