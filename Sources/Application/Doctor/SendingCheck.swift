import Foundation
import MailTransport

/// The server that takes outgoing mail: connected, logged in, and how large a mail it takes.
struct SendingCheck: Sendable {
  /// A reminder of a person's many tasks is smaller, in bytes.
  private static let largestReminder: Int64 = 256 << 10

  private let sending: Installation.Sending?
  private let now: @Sendable () -> Date

  init(_ sending: Installation.Sending?, now: @escaping @Sendable () -> Date) {
    self.sending = sending
    self.now = now
  }

  var check: Check {
    Check("smtp", within: ServerChecks.patience, late: ServerChecks.late) { await findings() }
  }

  private func findings() async -> [Finding] {
    guard let access = sending?.access else { return [.warning("smtp", .sending(.noServer))] }
    do throws(SMTPTrouble) {
      return findings(try await SMTPProbe(access).look(), access.source)
    } catch {
      return [failure(error)]
    }
  }

  /// A login that was refused came after a connection that was made.
  private func failure(_ trouble: SMTPTrouble) -> Finding {
    let isLogin = trouble.reply.map { (530..<540).contains($0.code) } ?? false
    // Without a token the trouble's own words say what to do.
    if trouble.retryAdvice == .person {
      return .failed("smtp: login", .sending(.noToken(trouble)))
    }
    return isLogin || trouble.retryAdvice == .login
      ? .failed("smtp: login", .sending(.loginRefused(trouble)))
      : .failed("smtp: connection", .sending(.unreachable(trouble)))
  }

  private func findings(
    _ probe: SMTPProbe.Finding, _ source: (any CredentialSource)?
  ) -> [Finding] {
    let endpoint = probe.endpoint
    return [
      ServerChecks.connection(
        "smtp: connection", to: endpoint.host, endpoint.port, probe.certificate, now: now()),
      endpoint.login.map { ServerChecks.login("smtp: login", as: $0.username, source) }
        ?? .ok("smtp: login", .sending(.noLogin)),
      sizeFinding(probe.maximumSize),
    ]
  }

  private func sizeFinding(_ size: Int64?) -> Finding {
    if let size, size < Self.largestReminder {
      return .warning("smtp: size", .sending(.smallSize(size)))
    }
    return .ok("smtp: size", .sending(.size(size)))
  }
}
