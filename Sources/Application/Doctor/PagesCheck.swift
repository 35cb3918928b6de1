import MailTransport

/// The checks of the pages: their address, the daemon, and the proxy before it. Nobody logs in.
struct PagesCheck: Sendable {
  private static let path = "/healthz"
  private static let patience = Duration.seconds(5)

  let pages: Installation.Pages?

  var check: Check {
    Check("pages", within: .seconds(15), late: ServerChecks.late) { try await findings() }
  }

  private func findings() async throws -> [Finding] {
    guard let pages else { return [.ok("pages", .pages(.noPages))] }
    let isSecure = pages.origin.hasPrefix("https:")
    let origin = Finding.ok("pages: origin", .pages(.origin(pages.origin, isSecure: isSecure)))
    let daemon = await daemonFinding(pages)
    // A proxy before nothing has nothing to tell.
    guard isSecure, daemon.grade == .ok else { return [origin, daemon] }
    return [origin, daemon, await proxyFinding(pages)]
  }

  private func daemonFinding(_ pages: Installation.Pages) async -> Finding {
    let name = "pages: daemon"
    switch await Self.answer(pages.place, at: pages.socket) {
    case .success(let reply) where reply.status == 200:
      return .ok(name, .pages(.serving(at: pages.listen)))
    case .success(let reply):
      return .failed(name, .pages(.unwell(at: pages.listen, status: reply.status)))
    case .failure(let silence):
      return .warning(name, .pages(.silent(at: pages.listen, trouble: silence.trouble)))
    }
  }

  private func proxyFinding(_ pages: Installation.Pages) async -> Finding {
    let name = "pages: proxy"
    switch await Self.answer(pages.origin) {
    case .success(let reply) where reply.status == 200 && reply.body == Array("ok".utf8):
      return .ok(name, .pages(.reached(origin: pages.origin)))
    case .success(let reply):
      let trouble = "status \(reply.status)"
      return .warning(name, .pages(.unreached(origin: pages.origin, trouble: trouble)))
    case .failure(let silence):
      return .warning(name, .pages(.unreached(origin: pages.origin, trouble: silence.trouble)))
    }
  }

  private struct Silence: Error {
    let trouble: String
  }

  private static func answer(
    _ place: String, at socket: String? = nil
  ) async -> Result<HTTPReply, Silence> {
    do {
      let endpoint = try HTTPEndpoint(place + path, at: socket, timeout: patience)
      return .success(try await HTTPExchange.get(endpoint))
    } catch let failure as HTTPFailure {
      return .failure(Silence(trouble: failure.message))
    } catch {
      return .failure(Silence(trouble: "\(error)"))
    }
  }
}
