import Dispatch
import Foundation
import Synchronization

/// A token server of OAuth 2: it gives access tokens, rotates refresh tokens, has people agree, and
/// tells a mail server whose a token is (RFC 6749, RFC 7662, RFC 8628). It answers as a plan says,
/// one answer a request to `/token`; the usual when the plan is through. No TLS.
package final class FakeTokenServer: Sendable {
  package enum Answer: Sendable {
    case usual
    /// A status with a body.
    case reply(Int, String)
    /// The usual, once the semaphore is signalled.
    case held(DispatchSemaphore)
    /// The usual is done, but the connection ends before it is told.
    case doneUntold
    /// Nothing more on this connection.
    case silence
  }

  package struct State: Sendable {
    /// Seconds.
    package var lifetime = 3_600
    /// A refresh token is spent by its use.
    package var rotates = false
    /// A spent refresh token ends at once.
    package var endsSpentTokens = true
    package var refreshTokens: Set<String> = ["refresh-0"]
    /// The tokens that may log in, with their users.
    package var accessTokens: [String: String] = [:]
    package var user = "documents"
    package var clientSecret: String?
    /// The distance of the server's clock from the machine's, in seconds.
    package var clockLead: TimeInterval = 0
    /// A device has to ask so often before somebody has agreed.
    package var pendingAsks = 1
    package var plan: [Answer] = []
    /// The forms that came to `/token`, as they were answered.
    package var requests: [[String: String]] = []
    package var grants = 0
    /// The tokens that mail servers asked about, in their order.
    package var introspected: [String] = []
    /// By authorisation code: the code challenge and the redirect address.
    var codes: [String: (challenge: String, redirect: String)] = [:]
  }

  private let server: LoopbackServer
  private let state: Shared

  final class Shared: Sendable {
    let state: Mutex<State>

    init(_ state: State) { self.state = Mutex(state) }
  }

  package init(_ state: State = State()) throws {
    let shared = Shared(state)
    self.state = shared
    server = try LoopbackServer { socket, connections in
      let connection = FakeTokenConnection(socket, connections, shared)
      while true { try connection.answer() }
    }
  }

  package var port: Int { server.port }
  package var url: String { "http://127.0.0.1:\(port)" }

  package var now: State { state.state.withLock(\.self) }

  package func change(_ body: (inout State) -> Void) { state.state.withLock { body(&$0) } }

  package func plan(_ answers: Answer...) { change { $0.plan += answers } }

  /// Ends all access tokens before their time.
  package func revokeAccess() { change { $0.accessTokens = [:] } }

  /// Ends what somebody agreed to.
  package func revokeAll() {
    change {
      $0.accessTokens = [:]
      $0.refreshTokens = []
    }
  }

  package func stop() { server.stop() }
}

/// One connection of a program that asks.
private final class FakeTokenConnection: LoopbackConnection {
  private let tokens: FakeTokenServer.Shared

  init(_ socket: Int32, _ shared: LoopbackServer.Shared, _ tokens: FakeTokenServer.Shared) {
    self.tokens = tokens
    super.init(socket, shared)
  }

  /// Reads one request and answers.
  func answer() throws {
    let words = try readLine().split(separator: " ").map(String.init)
    guard words.count == 3 else { throw TestKitError("no request line: \(words)") }
    var length = 0
    while case let line = try readLine(), !line.isEmpty {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2, parts[0].lowercased() == "content-length" {
        length = Int(parts[1].trimmingCharacters(in: .whitespaces)) ?? 0
      }
    }
    let body = String(decoding: try read(length), as: UTF8.self)
    let target = words[1].split(separator: "?", maxSplits: 1).map(String.init)
    switch target[0] {
    case "/token": try answerToken(Self.fields(body))
    case "/introspect": try answer(200, introspection(Self.fields(body)))
    case "/device": try answer(200, device())
    case "/authorize": try redirect(Self.fields(target.count > 1 ? target[1] : ""))
    default: try answer(404, "{}")
    }
  }

  private func answerToken(_ form: [String: String]) throws {
    let plan = tokens.state.withLock { state in
      state.plan.isEmpty ? .usual : state.plan.removeFirst()
    }
    switch plan {
    case .reply(let status, let text):
      tokens.state.withLock { $0.requests.append(form) }
      try answer(status, text)
    case .silence:
      tokens.state.withLock { $0.requests.append(form) }
      try hang()
    case .held(let semaphore):
      let reply = tokens.state.withLock { Self.reply(to: form, &$0) }
      semaphore.wait()
      try answer(reply.status, reply.text)
    case .doneUntold:
      _ = tokens.state.withLock { Self.reply(to: form, &$0) }
      try reset()
    case .usual:
      let reply = tokens.state.withLock { Self.reply(to: form, &$0) }
      try answer(reply.status, reply.text)
    }
  }

  private static func reply(
    to form: [String: String], _ state: inout FakeTokenServer.State
  ) -> (status: Int, text: String) {
    state.requests.append(form)
    if let secret = state.clientSecret, form["client_secret"] != secret {
      return refusal("invalid_client", "AADSTS7000215: Invalid client secret provided.")
    }
    switch form["grant_type"] {
    case "client_credentials": return grant(&state, refresh: nil)
    case "refresh_token": return refresh(form["refresh_token"] ?? "", &state)
    case "urn:ietf:params:oauth:grant-type:jwt-bearer":
      return isTimely(form["assertion"] ?? "", state)
        ? grant(&state, refresh: nil)
        : refusal("invalid_grant", "Invalid JWT: Token must be in a reasonable timeframe.")
    case "authorization_code": return exchange(form, &state)
    case "urn:ietf:params:oauth:grant-type:device_code":
      state.pendingAsks -= 1
      return state.pendingAsks >= 0
        ? refusal("authorization_pending", "") : grant(&state, refresh: newRefreshToken(&state))
    default: return refusal("unsupported_grant_type", "")
    }
  }

  private static func refresh(
    _ token: String, _ state: inout FakeTokenServer.State
  ) -> (status: Int, text: String) {
    guard state.refreshTokens.contains(token) else {
      return refusal(
        "invalid_grant",
        "AADSTS70008: The refresh token \(token) has expired.\r\nTrace ID: 1-2-3")
    }
    guard state.rotates else { return grant(&state, refresh: nil) }
    if state.endsSpentTokens { state.refreshTokens.remove(token) }
    return grant(&state, refresh: newRefreshToken(&state))
  }

  private static func newRefreshToken(_ state: inout FakeTokenServer.State) -> String {
    let token = "refresh-\(state.grants + 1)"
    state.refreshTokens.insert(token)
    return token
  }

  private static func exchange(
    _ form: [String: String], _ state: inout FakeTokenServer.State
  ) -> (status: Int, text: String) {
    guard let known = state.codes.removeValue(forKey: form["code"] ?? ""),
      known.redirect == form["redirect_uri"], !known.challenge.isEmpty,
      !(form["code_verifier"] ?? "").isEmpty
    else { return refusal("invalid_grant", "no such code") }
    return grant(&state, refresh: newRefreshToken(&state))
  }

  private static func grant(
    _ state: inout FakeTokenServer.State, refresh: String?
  ) -> (status: Int, text: String) {
    state.grants += 1
    let token = "access-\(state.grants)"
    state.accessTokens[token] = state.user
    var members: [String: Any] = [
      "access_token": token, "token_type": "Bearer", "expires_in": state.lifetime,
    ]
    if let refresh { members["refresh_token"] = refresh }
    return (200, json(members))
  }

  /// A signed statement's times fit the server's clock.
  private static func isTimely(_ assertion: String, _ state: FakeTokenServer.State) -> Bool {
    struct Claims: Decodable {
      let iat: Double
      let exp: Double
    }
    let parts = assertion.split(separator: ".")
    guard parts.count == 3 else { return false }
    let base64 = String(parts[1]).replacing("-", with: "+").replacing("_", with: "/")
    let padded = base64 + String(repeating: "=", count: (4 - base64.count % 4) % 4)
    guard let data = Data(base64Encoded: padded),
      let claims = try? JSONDecoder().decode(Claims.self, from: data)
    else { return false }
    let now = Date().timeIntervalSince1970 + state.clockLead
    return abs(claims.iat - now) < 60 && claims.exp - claims.iat <= 3_600
  }

  private func introspection(_ form: [String: String]) -> String {
    let token = form["token"] ?? ""
    let user = tokens.state.withLock { state in
      state.introspected.append(token)
      return state.accessTokens[token]
    }
    guard let user else { return Self.json(["active": false]) }
    return Self.json(["active": true, "username": user, "scope": "mail"])
  }

  private func device() -> String {
    Self.json([
      "device_code": "device-1", "user_code": "ABCD-EFGH", "interval": 0, "expires_in": 60,
      "verification_uri": "https://login.example.fi/device",
    ])
  }

  /// Somebody agrees at once.
  private func redirect(_ query: [String: String]) throws {
    let code = "code-\(UUID().uuidString)"
    let redirect = query["redirect_uri"] ?? ""
    tokens.state.withLock { $0.codes[code] = (query["code_challenge"] ?? "", redirect) }
    let location = "\(redirect)?code=\(code)&state=\(query["state"] ?? "")"
    try send(
      "HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n")
  }

  // MARK: HTTP

  private static func refusal(_ code: String, _ words: String) -> (status: Int, text: String) {
    (code == "invalid_client" ? 401 : 400, json(["error": code, "error_description": words]))
  }

  private static func json(_ object: [String: Any]) -> String {
    guard let data = try? JSONSerialization.data(withJSONObject: object) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  private func answer(_ status: Int, _ text: String) throws {
    let lead = tokens.state.withLock(\.clockLead)
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    try send(
      "HTTP/1.1 \(status) Answer\r\nContent-Type: application/json\r\n"
        + "Date: \(format.string(from: Date().addingTimeInterval(lead)))\r\n"
        + "Content-Length: \(text.utf8.count)\r\n\r\n\(text)")
  }

  private static func fields(_ form: String) -> [String: String] {
    var fields: [String: String] = [:]
    for pair in form.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? String(parts[1]).replacing("+", with: " ") : ""
      fields[String(parts[0])] = value.removingPercentEncoding ?? value
    }
    return fields
  }
}
