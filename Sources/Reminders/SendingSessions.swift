import MailTransport
import Platform

/// The connections of one run, kept from one batch to the next.
actor SendingSessions {
  private var idle: [SMTPSession] = []
  private let access: SMTPAccess
  private let sign: LifeSign

  /// `sign` hears of every session's waits.
  init(_ access: SMTPAccess, sign: @escaping LifeSign) {
    self.access = access
    self.sign = sign
  }

  func take(_ endpoint: SMTPEndpoint) -> SMTPSession {
    idle.popLast() ?? SMTPSession(endpoint, renewing: access, sign: sign)
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
