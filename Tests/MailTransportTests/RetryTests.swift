import Foundation
import Platform
import Synchronization
import Testing

@testable import MailTransport

/// The pauses between tries that fail.
@Suite struct RetryTests {
  private func pauses(_ count: Int, after advice: RetryAdvice) -> [Duration] {
    var pauses = RetryPauses(usual: Backoff(first: .seconds(1), limit: .seconds(60)))
    return (0..<count).map { _ in pauses.next(after: advice, random: 1) }
  }

  @Test func `each kind of trouble has its pauses`() {
    #expect(pauses(8, after: .usual).map { $0 / .seconds(1) } == [1, 2, 4, 8, 16, 32, 60, 60])
    #expect(pauses(7, after: .limit).map { $0 / .seconds(60) } == [2, 4, 8, 16, 32, 60, 60])
    #expect(pauses(2, after: .after(.seconds(90))) == [.seconds(90), .seconds(90)])
    #expect(pauses(8, after: .after(.seconds(1))).last == .seconds(60))
    #expect(pauses(1, after: .after(.seconds(1_000_000))) == [.seconds(86_400)])
    #expect(pauses(12, after: .login).last == .seconds(3_600))
  }

  @Test func `a refused login is tried fifty times a day at most`() {
    var pauses = RetryPauses(usual: Backoff(first: .seconds(1), limit: .seconds(60)))
    var time = Duration.zero
    var tries = 0
    while time < .seconds(86_400) {
      time += pauses.next(after: .login, random: 0.5)
      tries += 1
    }
    #expect(tries < 50)
  }

  @Test func `a success makes all pauses short again`() {
    var pauses = RetryPauses(usual: Backoff(first: .seconds(1), limit: .seconds(60)))
    for advice in [RetryAdvice.usual, .limit, .login] {
      for _ in 0..<5 { _ = pauses.next(after: advice, random: 1) }
    }
    pauses.reset()
    #expect(pauses.next(after: .usual, random: 1) == .seconds(1))
    #expect(pauses.next(after: .limit, random: 1) == .seconds(120))
    #expect(pauses.next(after: .login, random: 1) == .seconds(5))
  }

  @Test func `a wait ends early once it is over, and else lasts to its end`() async throws {
    let slept = Mutex<[Duration]>([])
    let wait = RetryWait { piece in slept.withLock { $0.append(piece) } }
    var looks = 0
    try await wait.wait(.seconds(3_600), sign: { _ in }) {
      looks += 1
      return looks == 3
    }
    #expect(slept.withLock { $0 } == [.seconds(5), .seconds(5), .seconds(5)])
    slept.withLock { $0 = [] }
    try await wait.wait(.seconds(12), sign: { _ in }) { false }
    #expect(slept.withLock { $0 } == [.seconds(5), .seconds(5), .seconds(2)])
  }

  @Test func `a server is left alone until its pause is over, whatever becomes of the clock`() {
    let pauses = ServerPauses()
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    #expect(pauses.left(of: "a", now: now) == nil)
    #expect(pauses.keep(.seconds(600), of: "a", now: now) == now + 600)
    #expect(pauses.keep(.seconds(60), of: "a", now: now) == now + 600)
    #expect(pauses.left(of: "a", now: now + 400) == .seconds(200))
    #expect(pauses.left(of: "a", now: now - 1_000_000) == .seconds(600))
    #expect(pauses.left(of: "b", now: now) == nil)
    #expect(pauses.left(of: "a", now: now + 600) == nil)
    #expect(pauses.left(of: "a", now: now) == nil)
  }
}
