import Application
import Records

extension AddressLoss {
  var text: String {
    switch self {
    case .unanswered(let limit):
      "the server for outgoing mail has not answered within \(limit.components.seconds) s"
    case .notTaken(let trouble): "the mail was not taken: \(trouble)"
    case .nowhere(_, let limit, _):
      "the server for outgoing mail took it, but within \(limit.components.seconds) s no mailbox "
        + "that is read had it"
    case .unfiled(let mail): "it came, but is \(mail.verdict.rawValue): \(mail.reason)"
    }
  }

  /// The advice on a loss: the place to look at.
  var advice: String {
    switch self {
    case .unanswered: "minicrm reminder test --to an address of yours shows what is said"
    case .notTaken:
      "see what the server says, and that it delivers mail to the addresses of mail.address"
    case .nowhere(let messageID, _, let unread):
      Self.advice(messageID, unread)
        + "; should it still come within a day, it is archived by itself"
    case .unfiled(let mail): Self.advice(mail)
    }
  }

  private static func advice(_ messageID: String, _ unread: [UnreadMailbox]) -> String {
    guard unread.isEmpty else {
      let states = unread.map { mailbox in
        "mailbox \(mailbox.name)" + (mailbox.error.map { ": \($0)" } ?? ", which nobody reads now")
      }
      return "first see to \(states.joined(separator: "; "))"
    }
    return "look for \(messageID) in that server's log and queue, and in Spam folders; minicrm "
      + "doctor --send tries the same way to an address of nobody's; docs/mailbox.md says how mail "
      + "to the addresses of mail.address gets into a mailbox"
  }

  private static func advice(_ mail: Mail) -> String {
    let id = mail.id.rawValue
    let look =
      "minicrm mail explain \(id) shows what came; let go of it with minicrm mail discard \(id)"
    return switch mail.verdict {
    case .unroutable:
      "the server that delivers into the mailbox hides or rewrites the address: see the ways in "
        + "docs/mailbox.md; \(look)"
    case .held: "switch the company on with minicrm company activate; \(look)"
    case .duplicate: "run the test again"
    default: look
    }
  }
}
