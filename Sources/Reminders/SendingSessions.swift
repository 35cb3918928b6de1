import MailTransport

/// The connections of one run, kept from one batch to the next.
actor SendingSessions {
  private var idle: [SMTPSession] = []

  func take(_ endpoint: SMTPEndpoint) -> SMTPSession {
    idle.popLast() ?? SMTPSession(endpoint)
  }

  func put(back session: SMTPSession) {
    idle.append(session)
  }

  func close() async {
    let sessions = idle
    idle = []
    for session in sessions { await session.close() }
  }
}
