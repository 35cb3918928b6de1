import Foundation
import MailTransport

/// The findings that mail servers of both kinds have in common.
enum ServerChecks {
  /// A certificate that ends sooner should have been replaced by now: those that are renewed by
  /// themselves are a month before their end at the latest.
  private static let certificateNotice: TimeInterval = 14 * 86_400

  /// No more is waited for a server in all, whatever its own timeouts.
  static let patience = Duration.seconds(30)
  static let late = (grade: Finding.Grade.failed, cause: Lateness.silentServer)

  /// The login was taken; a token's end is told.
  static func login(
    _ check: String, as username: String, _ source: (any CredentialSource)?
  ) -> Finding {
    guard let keeper = source as? TokenKeeper else {
      return .ok(check, .server(.loggedIn(username: username, .none)))
    }
    do {
      let end = try keeper.expiry()
      return .ok(check, .server(.loggedIn(username: username, .good(until: end))))
    } catch {
      return .warning(check, .server(.loggedIn(username: username, .unreadable(error))))
    }
  }

  /// The server was reached; the certificate's end is told.
  static func connection(
    _ check: String, to host: String, _ port: Int, _ certificate: ServerCertificate?, now: Date
  ) -> Finding {
    guard let end = certificate?.expiresAt else {
      return .ok(check, .server(.connected(host: host, port: port, certificate: nil)))
    }
    let left = end.timeIntervalSince(now)
    let certificate = ServerFact.Certificate(
      end: end, days: Int((left / 86_400).rounded(.down)), endsSoon: left < certificateNotice)
    let fact = Fact.server(.connected(host: host, port: port, certificate: certificate))
    return certificate.endsSoon ? .warning(check, fact) : .ok(check, fact)
  }
}
