import Foundation
import MailIngest
import Platform
import Store

/// The whole circle: a mail to an address of nobody's goes out by smtp and is awaited in the
/// mailboxes, where it is deleted. The ingest is kept from them meanwhile, so that it files
/// nothing.
struct CircleCheck: Sendable {
  private static let name = "circle"
  /// For the ingest to let go of a mailbox, and for the server to take the mail.
  private static let patience = Duration.seconds(60)
  /// Servers' clocks further away than that make times in the log hard to read, in seconds.
  private static let tolerance: TimeInterval = 120

  private let installation: Installation
  /// The time that the mail is awaited.
  private let wait: Duration
  private let now: @Sendable () -> Date

  init(_ installation: Installation, wait: Duration, now: @escaping @Sendable () -> Date) {
    self.installation = installation
    self.wait = wait
    self.now = now
  }

  var check: Check { Check(Self.name, within: wait + Self.patience * 2) { try await findings() } }

  private func findings() async throws -> [Finding] {
    guard let template = installation.template, !installation.mailboxes.isEmpty,
      let sending = installation.sending
    else { return [failed(.notConfigured)] }
    // The ingest could not open any more what another user leaves in the spool.
    if let owner = installation.store.owner, owner != .current {
      return [failed(.ofAnotherUser(owner))]
    }
    // A token that no company has: were it ever filed, it would be unroutable.
    let token = String(UInt128.random(in: 0 ... .max), radix: 32)
    let address = template.address(slug: "minicrm-doctor", token: token)
    let waits = try await beginWaits()
    let findings: [Finding]
    do {
      findings = try await circle(to: address, sending, waits)
    } catch {
      for wait in waits { await wait.end() }
      throw error
    }
    for wait in waits { await wait.end() }
    return findings
  }

  /// One a mailbox that can be read; the others' own checks tell of them.
  private func beginWaits() async throws -> [ArrivalWait] {
    let store = try await installation.store.inspect()
    return await withTaskGroup(of: ArrivalWait?.self) { group in
      for mailbox in installation.mailboxes {
        group.addTask {
          do {
            return try await withTimeLimit(Self.patience) {
              try await ArrivalWait.begin(in: mailbox, store)
            }
          } catch {
            return nil
          }
        }
      }
      return await group.reduce(into: []) { list, wait in
        if let wait { list.append(wait) }
      }
    }
  }

  private func circle(
    to address: String, _ sending: Installation.Sending, _ waits: [ArrivalWait]
  ) async throws -> [Finding] {
    guard !waits.isEmpty else { return [failed(.noMailboxOpen)] }
    let start = ContinuousClock.now
    let trial = try await TestMail(from: sending.sender).send(
      to: address, over: sending.access, now: now())
    if let trouble = trial.trouble {
      return [failed(.notTaken(address: address, trouble))]
    }
    let arrival = try await withTimeLimit(wait) { await firstArrival(of: address, waits) }
    guard let arrival = arrival.flatMap(\.self) else {
      return [failed(.lost(address: address, within: wait))]
    }
    return findings(arrival, after: ContinuousClock.now - start)
  }

  private func failed(_ fact: CircleFact) -> Finding { .failed(Self.name, .circle(fact)) }

  private func firstArrival(
    of address: String, _ waits: [ArrivalWait]
  ) async -> ArrivalWait.Arrival? {
    await withTaskGroup(of: ArrivalWait.Arrival?.self) { group in
      for wait in waits {
        group.addTask { do { return try await wait.await(address) } catch { return nil } }
      }
      defer { group.cancelAll() }
      for await arrival in group {
        if let arrival { return arrival }
      }
      return nil
    }
  }

  private func findings(_ arrival: ArrivalWait.Arrival, after took: Duration) -> [Finding] {
    let seconds = (took / .milliseconds(100)).rounded() / 10
    var findings = [
      Finding.ok(Self.name, .circle(.arrived(mailbox: arrival.mailbox, seconds: seconds)))
    ]
    if let leftover = arrival.leftover {
      findings.append(.warning(Self.name, .circle(.leftover(leftover))))
    }
    if let received = arrival.receivedAt {
      let distance = abs(received.timeIntervalSince(now()))
      if distance > Self.tolerance {
        findings.append(
          .warning("clock", .machine(.serversClock(secondsAway: Int(distance)))))
      }
    }
    return findings
  }
}
