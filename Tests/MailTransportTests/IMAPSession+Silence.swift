@testable import MailTransport

extension IMAPSession {
  /// From now on; a short one from the beginning would end the connecting on a busy machine.
  func allowSilence(of timeout: Duration) {
    dialogue?.timeout = timeout
  }
}
