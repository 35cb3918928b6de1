import Application
import Foundation
import MailIngest
import SQLiteEngine
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

  private let settings: Settings
  /// The time that the mail is awaited.
  private let wait: Duration

  init(_ settings: Settings, wait: Duration) {
    self.settings = settings
    self.wait = wait
  }

  var check: Check { Check(Self.name, within: wait + Self.patience * 2) { try await findings() } }

  private func findings() async throws -> [Finding] {
    guard let template = settings.address, !settings.mailboxes.isEmpty, let smtp = settings.smtp
    else {
      return [
        .failed(Self.name, "it takes mail.address, a mailbox and smtp in the settings")
      ]
    }
    // What another user leaves in the spool the ingest could not open any more.
    if let owner = FileState(settings.storeDirectory)?.owner, owner != .current {
      return [
        .failed(
          Self.name, "it keeps the ingest from the mailboxes, which only its own user may",
          owner.running("minicrm doctor --send"))
      ]
    }
    // A token that no company has: were it ever filed, it would be unroutable.
    let token = String(UInt128.random(in: 0 ... .max), radix: 32)
    let address = template.address(slug: "minicrm-doctor", token: token)
    let waits = try await beginWaits()
    let findings: [Finding]
    do {
      findings = try await circle(to: address, smtp, waits)
    } catch {
      for wait in waits { await wait.end() }
      throw error
    }
    for wait in waits { await wait.end() }
    return findings
  }

  /// One a mailbox that can be read; the others' own checks tell of them.
  private func beginWaits() async throws -> [ArrivalWait] {
    let store = try await Store.inspect(settings.storeDirectory)
    let mailboxes = settings.mailboxes.map { $0.mailbox(settings.ingest) }
    return await withTaskGroup(of: ArrivalWait?.self) { group in
      for mailbox in mailboxes {
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
    to address: String, _ smtp: SMTPSettings, _ waits: [ArrivalWait]
  ) async throws -> [Finding] {
    guard !waits.isEmpty else {
      return [
        .failed(Self.name, "no mailbox could be opened, or the ingest is busy with all of them")
      ]
    }
    let start = ContinuousClock.now
    let trial = try await TestMail(from: smtp.sender).send(
      to: address, over: smtp.access, now: Date())
    if let trouble = trial.trouble {
      return [
        .failed(
          Self.name, "the test mail to \(address) was not taken: \(trouble)",
          "see what the server says, and that it delivers mail to the addresses of mail.address")
      ]
    }
    let arrival = try await withTimeLimit(wait) {
      await firstArrival(of: address, waits)
    }
    guard let arrival = arrival.flatMap(\.self) else {
      return [
        .failed(
          Self.name,
          "the server took a mail to \(address), but it came to no mailbox within "
            + "\(wait.components.seconds) s",
          "wait longer (--wait), or see where such mail is delivered; should it still come, it "
            + "is filed as unroutable, and "
            + "minicrm mail discard lets go of it")
      ]
    }
    let took = ContinuousClock.now - start
    return findings(arrival, after: took)
  }

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
      Finding.ok(
        Self.name, "a mail came round to mailbox \(arrival.mailbox) within \(seconds) s")
    ]
    if let leftover = arrival.leftover {
      findings.append(
        .warning(Self.name, leftover, "it is filed as unroutable; minicrm mail discard it"))
    }
    if let received = arrival.receivedAt {
      let distance = abs(received.timeIntervalSinceNow)
      if distance > Self.tolerance {
        findings.append(
          .warning(
            "clock", "the mail server's is \(Int(distance)) s away from ours",
            "one of the two is wrong (timedatectl)"))
      }
    }
    return findings
  }
}
