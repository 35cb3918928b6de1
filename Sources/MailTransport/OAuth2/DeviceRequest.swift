import Foundation

/// The question to a person whether the program may use the mailbox, by a short code that is typed
/// in on any other device (RFC 8628).
package struct DeviceRequest: Sendable {
  /// The page where the person goes, and the code that is typed in there.
  package let page: String
  package let userCode: String
  /// The time for which the code is good.
  package let life: Duration
  private let deviceCode: Secret
  private let interval: Duration

  /// Added to the pause where the server asks for less haste (RFC 8628 section 3.5).
  private static let slower = Duration.seconds(5)
  private static let longestLife: Double = 3_600

  /// The server answers, and gives no code; the description says what to do.
  package struct NoCode: Error, CustomStringConvertible {
    let host: String
    let words: String

    package var description: String {
      "\(host) gives no code (\(words)); see that the application at the provider allows public "
        + "client flows, or agree in a browser"
    }
  }

  /// Asks for a code. Throws `NoCode` where the server gives none.
  package static func begin(
    _ client: OAuth2Client, at endpoint: HTTPEndpoint
  ) async throws -> DeviceRequest {
    let scope = client.scope.map { [("scope", $0)] } ?? []
    let request = try TokenRequest(fields: scope, secrets: []).asked(by: client)
    let reply: HTTPReply
    do throws(HTTPFailure) {
      reply = try await HTTPExchange.post(request.fields, to: endpoint)
    } catch {
      throw EndpointError(
        "no code: \(endpoint.host): \(error.message)", suggestion: "try again later")
    }
    guard reply.status == 200,
      let answer = try? JSONDecoder().decode(Answer.self, from: Data(reply.body)),
      [answer.userCode, answer.page].allSatisfy({ !$0.isEmpty && !$0.hasControlCharacters })
    else {
      let words =
        if case .refused(let refusal) = TokenReply(reply) { refusal.words } else {
          "status \(reply.status)"
        }
      throw NoCode(host: endpoint.host, words: request.removingSecrets(from: words))
    }
    return DeviceRequest(
      page: answer.page, userCode: answer.userCode,
      life: .seconds(min(max(1, answer.life ?? 900), longestLife)),
      deviceCode: try Secret(answer.deviceCode),
      interval: .seconds(min(max(0.2, answer.interval ?? 5), 60)))
  }

  /// Waits until the person has agreed. Throws `TokenError`; the task's cancellation ends the wait.
  package func agreed(_ server: TokenServer) async throws -> TokenGrant {
    let request = try TokenRequest(
      fields: [
        ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
        ("device_code", deviceCode.value),
      ], secrets: [deviceCode]
    ).asked(by: server.client)
    var pause = interval
    while true {
      try await Task.sleep(for: pause)
      do {
        return try await server.answer(to: request, { _ in })
      } catch let error as TokenError where error.code == "authorization_pending" {
        continue
      } catch let error as TokenError where error.code == "slow_down" {
        pause += Self.slower
      }
    }
  }

  private struct Answer: Decodable {
    let deviceCode: String
    let userCode: String
    let page: String
    let life: Double?
    let interval: Double?

    enum CodingKeys: String, CodingKey {
      case deviceCode = "device_code"
      case userCode = "user_code"
      case page = "verification_uri"
      case life = "expires_in"
      case interval
    }
  }
}
