import CCurl

/// Judges a delivery by what libcurl's code, the dialogue and the last reply say together.
struct SMTPVerdict {
  let endpoint: SMTPEndpoint
  let code: CURLcode
  /// libcurl's own words, of its error buffer.
  let detail: String
  let transfer: SMTPTransfer

  private var dialogue: SMTPDialogue { transfer.dialogue }
  private var reply: SMTPReply? { dialogue.reply }

  var outcome: SMTPOutcome {
    if let refusal = dialogue.refusal {
      let trouble = trouble(refusal.scope, refusal.reason)
      return refusal.scope == .mail ? .permanent(trouble) : .temporary(trouble)
    }
    if code == CURLE_OK { return .accepted(reply ?? SMTPReply(code: 250, text: "")) }
    if transfer.isAllGiven { return afterMessage }
    return dialogue.stage < .sender ? .temporary(beforeSender) : beforeMessage
  }

  /// All of the message was given to libcurl. 354 is still the answer to DATA: whether the mail was
  /// taken is then unknown.
  private var afterMessage: SMTPOutcome {
    if let reply, (200..<300).contains(reply.code) { return .accepted(reply) }
    if let reply, (400..<600).contains(reply.code) { return refused("the message", by: reply) }
    let scope = transfer.isInterrupted ? SMTPTrouble.Scope.interruption : .mail
    return .unknown(
      trouble(scope, "the message was sent, but no answer came: \(ending)", reply: nil))
  }

  /// MAIL, RCPT, DATA, or the middle of the message.
  private var beforeMessage: SMTPOutcome {
    if let reply, (400..<600).contains(reply.code) { return refused(step, by: reply) }
    if transfer.isInterrupted { return .temporary(trouble(.interruption, ending)) }
    // A server that doesn't answer MAIL answers nobody; RCPT may be this recipient's matter.
    let scope: SMTPTrouble.Scope = dialogue.stage == .sender ? .server : .mail
    return .temporary(trouble(scope, "\(step) was not answered: \(ending)", reply: nil))
  }

  /// A reply of 4xx is temporary and one of 5xx permanent (RFC 5321 section 4.2.1), except where it
  /// is no answer to this mail.
  private func refused(_ what: String, by reply: SMTPReply) -> SMTPOutcome {
    let reason = "\(what) was refused (\(reply))"
    // RFC 5321 section 3.8: the server closes. RFC 4954 section 6: it wants a login first.
    if reply.code == 421 || (reply.code == 530 && dialogue.stage <= .recipient) {
      return .temporary(trouble(.server, reason))
    }
    let trouble = trouble(.mail, reason)
    return reply.code < 500 ? .temporary(trouble) : .permanent(trouble)
  }

  /// Nothing of this mail was said yet: whatever it is, it concerns all mails, and it may pass.
  private var beforeSender: SMTPTrouble {
    if transfer.isInterrupted { return trouble(.interruption, ending) }
    if transfer.isStalled { return trouble(.server, "\(step) was not answered: \(ending)") }
    if let reply, reply.code >= 400 { return trouble(.server, "\(step) was refused (\(reply))") }
    if code == CURLE_LOGIN_DENIED {
      return trouble(.server, "no way to log in that both sides know")
    }
    if let link = LinkFailure(code, detail: detail, server: endpoint) {
      return trouble(.server, link.message)
    }
    if code == CURLE_WEIRD_SERVER_REPLY {
      return trouble(.server, "no SMTP server answers there (\(ending))")
    }
    return trouble(.server, "\(step) was not answered: \(ending)")
  }

  private var step: String {
    switch dialogue.stage {
    case .connection: "the connection"
    case .greeting: "the greeting"
    case .hello: "EHLO"
    case .startTLS: "STARTTLS"
    case .login: "the login of \(endpoint.login?.username ?? "nobody")"
    case .sender: "MAIL FROM"
    case .recipient: "RCPT TO"
    case .data: "DATA"
    case .message: "the message"
    }
  }

  /// How the dialogue came to its end.
  private var ending: String {
    if transfer.isInterrupted { return "the sending was interrupted" }
    if transfer.isStalled || code == CURLE_OPERATION_TIMEDOUT {
      return "the server was silent for \(endpoint.timeout)"
    }
    return "the connection ended (\(LinkFailure.because(code, detail)))"
  }

  private func trouble(
    _ scope: SMTPTrouble.Scope, _ reason: String, reply: SMTPReply?
  ) -> SMTPTrouble {
    let open = endpoint.login?.secret.removed(from: reason) ?? reason
    return SMTPTrouble(
      scope, reply: reply,
      reason: "\(endpoint.subject): \(SMTPReply.printable(open, limit: 700))")
  }

  /// With the server's words where they decided.
  private func trouble(_ scope: SMTPTrouble.Scope, _ reason: String) -> SMTPTrouble {
    let decided = reply.flatMap { $0.code >= 400 ? $0 : nil }
    return trouble(scope, reason, reply: decided)
  }
}
