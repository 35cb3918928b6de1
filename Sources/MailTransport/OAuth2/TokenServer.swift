import Foundation
import Platform

/// The server that gives tokens: what it answers, and what its refusals mean.
package actor TokenServer {
  package nonisolated let client: OAuth2Client
  private let now: @Sendable () -> Date
  /// The lead of the server's clock over ours, in seconds, by the server's last answer.
  private(set) var clockLead: TimeInterval = 0

  init(_ client: OAuth2Client, now: @escaping @Sendable () -> Date) {
    self.client = client
    self.now = now
  }

  /// Sends a request and reads the answer. Throws `TokenError`. `sign` hears of the wait.
  package func answer(
    to request: TokenRequest, _ sign: LifeSign
  ) async throws -> TokenGrant {
    sign(client.endpoint.timeout)
    let reply: HTTPReply
    do throws(HTTPFailure) {
      reply = try await HTTPExchange.post(request.fields, to: client.endpoint)
    } catch {
      if error.wasCancelled { throw self.error(.cancelled, error.message, "nothing needs doing") }
      throw unavailable(error.message, nil)
    }
    sign(.zero)
    if let date = reply.date { clockLead = date.timeIntervalSince(now()) }
    switch TokenReply(reply) {
    case .granted(let grant): return grant
    case .refused(let refusal):
      var error = error(for: refusal, reply, request)
      error.code = refusal.code
      throw error
    case .unusable(let words): throw unavailable(words, reply.retryAfter)
    }
  }

  // MARK: Errors

  private func error(
    for refusal: TokenRefusal, _ reply: HTTPReply, _ request: TokenRequest
  ) -> TokenError {
    let words = request.removingSecrets(from: refusal.words)
    let message = "\(client.endpoint.host) gives no token for \(client.account) (\(words))"
    if reply.status >= 500 || reply.status == 429 || Self.passing.contains(refusal.code) {
      return unavailable(message, reply.retryAfter)
    }
    guard refusal.code == "invalid_grant" || refusal.code == "interaction_required" else {
      return error(
        .clientRefused, message,
        "check clientID, clientSecret and scope under oauth2, and the "
          + "application at the provider")
    }
    return client.grant == .jwtBearer
      ? error(
        .agreementEnded, message,
        "see that the provider lets \(client.issuer ?? "the issuer") use "
          + "the mailbox, and that the machine's clock is right")
      : error(.agreementEnded, message, "authorise again: \(client.authorizing)")
  }

  /// Error codes of a server's own trouble (RFC 6749 section 4.1.2.1, RFC 8628 section 3.5).
  private static let passing: Set = ["temporarily_unavailable", "server_error", "slow_down"]

  private func unavailable(_ words: String, _ pause: Duration?) -> TokenError {
    let named = words.hasPrefix(client.endpoint.host) ? words : "\(client.endpoint.host): \(words)"
    return error(.unavailable(pause), "no token: \(named)", "it is asked again")
  }

  private func error(
    _ kind: TokenError.Kind, _ message: String, _ suggestion: String
  ) -> TokenError {
    TokenError(of: client, kind, message, suggestion)
  }
}
