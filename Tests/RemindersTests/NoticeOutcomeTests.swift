import Foundation
import MailTransport
import Records
import Testing

@testable import Reminders

/// The sense that the worker makes of a server's answers.
@Suite struct NoticeOutcomeTests {
  private static let now = SampleNotice.moment

  private static func trouble(
    _ scope: SMTPTrouble.Scope, _ advice: RetryAdvice = .usual
  ) -> SMTPTrouble {
    SMTPTrouble(
      scope, reply: SMTPReply(code: 451, text: "busy"), reason: "it was busy", retryAdvice: advice)
  }

  @Test(
    arguments: [
      (.accepted(SMTPReply(code: 250, enhancedCode: "2.0.0", text: "ok")), "sent: 250 2.0.0 ok"),
      (.permanent(trouble(.mail)), "refused: 451 busy"),
      (.permanent(SMTPTrouble(.mail, reason: "no header")), "refused: no header"),
      (.temporary(trouble(.mail)), "for now: 451 busy"),
      (.unknown(trouble(.mail)), "unanswered: 451 busy"),
      (.unknown(SMTPTrouble(.server, reason: "it closed")), "unanswered: it closed"),
      // Neither is a try of this notice.
      (.permanent(trouble(.server)), "given back"), (.temporary(trouble(.server)), "given back"),
      (.temporary(trouble(.interruption)), "given back"),
    ] as [(SMTPOutcome, String)])
  func `what became of a mail is what becomes of its notice`(answer: SMTPOutcome, words: String) {
    let told =
      switch NoticeOutcome(answer, now: Self.now) {
      case .sent(let reply): "sent: \(reply)"
      case .refused(let reply): "refused: \(reply)"
      case .refusedForNow(let reply, let jitter) where (0...1).contains(jitter):
        "for now: \(reply)"
      case .unanswered(let reply, let jitter) where (0...1).contains(jitter):
        "unanswered: \(reply)"
      case .givenBack(let until): until == Self.now ? "given back" : "given back until \(until)"
      default: "with a strange jitter"
      }
    #expect(told == words)
  }

  @Test(
    arguments: [
      (.usual, ""), (.after(.seconds(60)), "; the server asks for a pause until "),
      (.limit, "; the server has enough of us and is left alone until "),
      (.login, "; the next try is at "), (.person, "; the next try is at "),
    ] as [(RetryAdvice, String)])
  func `the server's trouble is told with the next try, where somebody decided on that`(
    advice: RetryAdvice, pause: String
  ) {
    var trouble = ServerTrouble(server: "smtp.example.fi:587", Self.trouble(.server, advice))
    let beginning =
      "smtp.example.fi:587 takes no mail at present (it was busy); reminders wait and are tried "
      + "again"
    #expect(trouble.description == beginning && trouble.retryAdvice == advice)
    trouble.nextTry = Self.now
    #expect(trouble.description.hasPrefix(beginning + pause))
    #expect(trouble.description.contains("2026-11-25T06:00:00Z") == !pause.isEmpty)
  }
}
