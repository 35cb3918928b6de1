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

  /// Runs until the task is cancelled.
  func run(_ addresses: AsyncStream<String>, _ report: PartReport) async throws {
    if smtp == nil {
      logger.warning("smtp is missing: nobody who has forgotten a password gets a link")
    }
    // No sign is due while nobody asks.
    report.sign(waiting: .seconds(366 * 86_400))
    for await address in addresses {
      guard let smtp else { continue }
      report.sign(waiting: .seconds(600))
      await mail(address, smtp)
      report.sign(waiting: .seconds(366 * 86_400))
    }
  }

  /// The address is not in the log: somebody may have typed a password there.
  private func mail(_ address: String, _ smtp: SMTPSettings) async {
    do {
      guard let sent = try await access.renewalLink(for: address) else {
        return logger.info("a new password was asked for, and no link sent")
      }
      let outcome = try await PasswordMail(from: smtp.sender, origin: origin)
        .send(sent, over: smtp.access, now: Date())
      if let trouble = outcome.trouble {
        logger.error("the link for a new password was not taken by the server: \(trouble)")
      } else {
        logger.notice("a link for a new password was mailed")
      }
    } catch {
      logger.error("the link for a new password was not sent: \("\(error)".printable())")
    }
  }
}
