import Application
import Daemon
import Foundation
import Logging
import MailTransport
import Platform

/// Mails links to those who have forgotten their passwords, one after the other: whoever asked for
/// one has been answered before, and can't tell by the time whether the address has a log-in.
struct LinkMailing: Sendable {
  let access: Access
  /// Nil where nothing can be sent.
  let smtp: SMTPSettings?
  /// `https://crm.example.fi`
  let origin: String
  let logger: Logger

  /// Mails links to addresses whose passwords were forgotten, until the task is cancelled.
  func run(_ addresses: AsyncStream<String>, _ report: PartReport) async throws {
    if smtp == nil {
      logger.warning("smtp is missing: nobody who has forgotten a password gets a link")
    }
    try await each(addresses, report) { await mail($0, $1) }
  }

  /// Mails links that were made, until the task is cancelled.
  func run(_ links: AsyncStream<SentLink>, _ report: PartReport) async throws {
    try await each(links, report) { await send($0, $1) }
  }

  private func each<Element: Sendable>(
    _ elements: AsyncStream<Element>, _ report: PartReport,
    _ work: (Element, SMTPSettings) async -> Void
  ) async throws {
    // No sign is due while nobody asks.
    report.sign(waiting: .seconds(366 * 86_400))
    await report.doing("waiting")
    for await element in elements {
      guard let smtp else { continue }
      report.sign(waiting: .seconds(600))
      await work(element, smtp)
      report.sign(waiting: .seconds(366 * 86_400))
    }
  }

  /// The address is not in the log: somebody may have typed a password there.
  private func mail(_ address: String, _ smtp: SMTPSettings) async {
    do {
      guard let sent = try await access.renewalLink(for: address) else {
        return logger.info("a new password was asked for, and no link sent")
      }
      await send(sent, smtp)
    } catch {
      logger.error("the link for a new password was not made: \("\(error)".printable())")
    }
  }

  private func send(_ sent: SentLink, _ smtp: SMTPSettings) async {
    do {
      let outcome = try await PasswordMail(from: smtp.sender, origin: origin)
        .send(sent, over: smtp.access, now: Date())
      if let trouble = outcome.trouble {
        logger.error("a link that sets a password was not taken by the server: \(trouble)")
      } else {
        logger.notice("a link that sets a password was mailed")
      }
    } catch {
      logger.error("a link that sets a password was not sent: \("\(error)".printable())")
    }
  }
}
