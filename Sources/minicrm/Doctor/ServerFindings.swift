import Foundation
import MailTransport

/// The findings that mail servers of both kinds have in common.
enum ServerFindings {
  /// A certificate that ends sooner should have been replaced by now: those that are renewed by
  /// themselves are a month before their end at the latest.
  private static let certificateNotice: TimeInterval = 14 * 86_400

  /// No more is waited for a server in all, whatever its own timeouts.
  static let patience = Duration.seconds(30)
  static let late = (
    grade: Finding.Grade.failed,
    advice:
      "the server, or a firewall on the way, doesn't answer: try its port with openssl s_client"
  )

  /// That the login was taken; by a token, until when that is good.
  static func login(
    _ check: String, as username: String, _ source: (any CredentialSource)?, now: Date
  ) -> Finding {
    guard let keeper = source as? TokenKeeper else { return .ok(check, "as \(username)") }
    do {
      let until = try keeper.expiry().map { ", good until \($0.formatted(.iso8601))" } ?? ""
      return .ok(check, "as \(username), by an access token\(until)")
    } catch {
      return .warning(check, "as \(username); \(error)")
    }
  }

  /// That the server was reached, and for how long its certificate is good.
  static func connection(
    _ check: String, to server: String, _ certificate: ServerCertificate?, now: Date
  ) -> Finding {
    guard let end = certificate?.expiresAt else { return .ok(check, "\(server), without TLS") }
    let left = end.timeIntervalSince(now)
    let days = Int((left / 86_400).rounded(.down))
    let day = end.formatted(.iso8601.year().month().day())
    let text = "\(server), TLS, certificate until \(day) (\(days) days)"
    return left < certificateNotice
      ? .warning(check, text, "have the server's certificate renewed") : .ok(check, text)
  }
}
