import Foundation
import MailTransport

/// The server that takes outgoing mail: connected, logged in, and how large a mail it takes.
struct SMTPCheck: Sendable {
  /// A reminder of a person's many tasks is smaller, in bytes.
  private static let largestReminder: Int64 = 256 << 10

  private let settings: Settings

  init(_ settings: Settings) {
    self.settings = settings
  }

  var check: Check {
    Check("smtp", within: ServerFindings.patience, late: ServerFindings.late) {
      await findings()
    }
  }

  private func findings() async -> [Finding] {
    guard let smtp = settings.smtp else {
      return [
        .warning(
          "smtp", "the settings name no server: nobody is reminded",
          "name one under smtp if people are to be")
      ]
    }
    let access = smtp.access
    do throws(SMTPTrouble) {
      return findings(try await SMTPProbe(access).look(), access.source)
    } catch {
      return [failure(error)]
    }
  }

  /// A login that was refused came after a connection that was made.
  private func failure(_ trouble: SMTPTrouble) -> Finding {
    let isLogin = trouble.reply.map { (530..<540).contains($0.code) } ?? false
    // Where no token is to be had, the trouble's own words say what to do.
    if trouble.retryAdvice == .person {
      return .failed("smtp: login", "\(trouble)")
    }
    return isLogin || trouble.retryAdvice == .login
      ? .failed("smtp: login", "\(trouble)", "check username and password")
      : .failed("smtp: connection", "\(trouble)", "check smtp in the settings, and the server")
  }

  private func findings(
    _ probe: SMTPProbe.Finding, _ source: (any CredentialSource)?
  ) -> [Finding] {
    let endpoint = probe.endpoint
    return [
      ServerFindings.connection(
        "smtp: connection", to: "\(endpoint.host):\(endpoint.port)", probe.certificate,
        now: Date()),
      endpoint.login.map {
        ServerFindings.login("smtp: login", as: $0.username, source, now: Date())
      } ?? .ok("smtp: login", "none is asked for"),
      sizeFinding(probe.maximumSize),
    ]
  }

  private func sizeFinding(_ size: Int64?) -> Finding {
    guard let size else { return .ok("smtp: size", "the server names no limit") }
    let text = "mails of up to \(size.formatted(.byteCount(style: .binary))) are taken"
    return size < Self.largestReminder
      ? .warning("smtp: size", text, "a long reminder may be refused; have it raised")
      : .ok("smtp: size", text)
  }
}
