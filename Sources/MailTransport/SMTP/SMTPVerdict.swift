import CCurl
import Platform

/// Judges a delivery by how far the dialogue came, the last reply, and what ended it before that.
struct SMTPVerdict {
  let endpoint: SMTPEndpoint
  let dialogue: SMTPDialogue
  /// All of the message was sent: the server may have it.
  let isAllSent: Bool
  /// Nil where the last reply is the end.
  let ending: SMTPEnding?

  private var reply: SMTPReply? { dialogue.reply }
  private var wasInterrupted: Bool { ending?.wasInterrupted ?? false }

  var outcome: SMTPOutcome {
    if let refusal = dialogue.refusal {
      let trouble = trouble(refusal.scope, refusal.reason)
      return refusal.scope == .mail ? .permanent(trouble) : .temporary(trouble)
    }
    if isAllSent { return afterMessage }
    return dialogue.stage < .sender ? .temporary(beforeSender) : beforeMessage
  }

  /// A connection that was used before had ended meanwhile, which shows only when the next mail is
  /// begun: by its end, or by the 421 that the server said before that.
  var showsStaleConnection: Bool {
    guard dialogue.refusal == nil, dialogue.stage <= .sender else { return false }
    if let reply {
      if reply.retryAdvice.isServersWish { return false }
      return reply.code == 421 || dialogue.stage == .reset
    }
    return ending.map { !$0.wasInterrupted && !$0.wasSilence } ?? false
  }

  /// The outcome after the message: unknown unless the answer tells it.
  private var afterMessage: SMTPOutcome {
    if let reply, (200..<300).contains(reply.code) { return .accepted(reply) }
    if let reply, (400..<600).contains(reply.code) { return refused("the message", by: reply) }
    let scope = wasInterrupted ? SMTPTrouble.Scope.interruption : .mail
    return .unknown(
      trouble(scope, "the message was sent, but no answer came: \(end)", reply: nil))
  }

  /// MAIL, RCPT, DATA, or the middle of the message.
  private var beforeMessage: SMTPOutcome {
    if let reply, (400..<600).contains(reply.code) { return refused(step, by: reply) }
    if wasInterrupted { return .temporary(trouble(.interruption, end)) }
    // A server that doesn't answer MAIL answers nobody; RCPT may be this recipient's matter.
    let scope: SMTPTrouble.Scope = dialogue.stage == .sender ? .server : .mail
    return .temporary(trouble(scope, "\(step) was not answered: \(end)", reply: nil))
  }

  /// A reply of 4xx is temporary and one of 5xx permanent (RFC 5321 section 4.2.1), except where it
  /// is no answer to this mail.
  private func refused(_ what: String, by reply: SMTPReply) -> SMTPOutcome {
    let reason = "\(what) was refused (\(reply))"
    // RFC 5321 section 3.8: the server closes. RFC 4954 section 6: it wants a login first.
    // A limit of the server's own concerns all mails, unless it is the recipient's.
    let isLimit =
      reply.code < 500 && dialogue.stage != .recipient && reply.retryAdvice.isServersWish
    if reply.code == 421 || isLimit || (reply.code == 530 && dialogue.stage <= .recipient) {
      return .temporary(trouble(.server, reason, retryAdvice: reply.retryAdvice))
    }
    let trouble = trouble(.mail, reason)
    return reply.code < 500 ? .temporary(trouble) : .permanent(trouble)
  }

  /// The server refused the login, and not for now only (RFC 4954 section 6). libcurl ends XOAUTH2
  /// at the challenge that tells the cause.
  var refusesLogin: Bool {
    guard dialogue.stage == .login, !wasInterrupted, let code = reply?.code else { return false }
    return (500..<600).contains(code) || (code == 334 && dialogue.challenge != nil)
  }

  /// Nothing of this mail was said yet: whatever it is, it concerns all mails, and it may pass.
  private var beforeSender: SMTPTrouble {
    if wasInterrupted { return trouble(.interruption, end) }
    if refusesLogin {
      let words = [dialogue.challenge?.words, reply.flatMap { $0.code == 334 ? nil : "\($0)" }]
      let reason = "\(step) was refused (\(words.compactMap(\.self).joined(separator: "; ")))"
      let limit = reply?.retryAdvice ?? .usual
      return trouble(.server, reason, retryAdvice: limit.isServersWish ? limit : .login)
    }
    if let reply, reply.code >= 400 {
      return trouble(
        .server, "\(step) was refused (\(reply))", retryAdvice: reply.retryAdvice)
    }
    if case .connecting(let code, let detail) = ending {
      if code == CURLE_LOGIN_DENIED {
        return trouble(.server, "no way to log in that both sides know\(lack)")
      }
      if code == CURLE_WEIRD_SERVER_REPLY {
        return trouble(.server, "no SMTP server answers there (\(end))")
      }
      let isSilence = code == CURLE_OPERATION_TIMEDOUT && dialogue.stage > .connection
      if !isSilence, let link = LinkFailure(code, detail: detail, server: endpoint) {
        return trouble(.server, link.message)
      }
    }
    return trouble(.server, "\(step) was not answered: \(end)")
  }

  /// The words where a token's own mechanism is not among those that the server offers.
  private var lack: String {
    guard case .token(_, by: let mechanism)? = endpoint.login?.credential else { return "" }
    return " (\(mechanism.rawValue) is not offered: see mechanism under oauth2)"
  }

  private var step: String {
    switch dialogue.stage {
    case .connection: "the connection"
    case .greeting: "the greeting"
    case .hello: "EHLO"
    case .startTLS: "STARTTLS"
    case .login: "the login of \(endpoint.login?.username ?? "nobody")"
    case .reset: "RSET"
    case .sender: "MAIL FROM"
    case .recipient: "RCPT TO"
    case .data: "DATA"
    case .message: "the message"
    case .farewell: "QUIT"
    }
  }

  /// The words on the dialogue's end.
  private var end: String {
    switch ending {
    case .link(.unwanted): LinkTrouble.unwanted.message
    case nil: "the answer was no answer (\(reply?.description ?? "nothing"))"
    case let ending? where ending.wasInterrupted: "the sending was interrupted"
    case .link(.silent(let time)): "the server was silent for \(time)"
    case let ending? where ending.wasSilence: "the server was silent for \(endpoint.timeout)"
    case .unusable(let reason): reason
    case .connecting(let code, let detail):
      "the connection ended (\(LinkFailure.because(code, detail)))"
    case .link(let trouble): "the connection ended (\(trouble.message))"
    }
  }

  private func trouble(
    _ scope: SMTPTrouble.Scope, _ reason: String, reply: SMTPReply?,
    retryAdvice: RetryAdvice = .usual
  ) -> SMTPTrouble {
    let open = endpoint.login?.credential.secret.removed(from: reason) ?? reason
    return SMTPTrouble(
      scope, reply: reply,
      reason: "\(endpoint.subject): \(open.printable(longest: 700))",
      retryAdvice: retryAdvice)
  }

  /// With the server's words where they decided.
  private func trouble(
    _ scope: SMTPTrouble.Scope, _ reason: String, retryAdvice: RetryAdvice = .usual
  ) -> SMTPTrouble {
    let decided = reply.flatMap { $0.code >= 400 ? $0 : nil }
    return trouble(scope, reason, reply: decided, retryAdvice: retryAdvice)
  }
}
