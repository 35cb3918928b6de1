import MailTransport
import Records
import Store

/// After which hop a test's mail was lost, and what to look at.
struct AddressLoss {
  typealias Words = (text: String, advice: String)

  private let place: Workplace

  init(_ place: Workplace) { self.place = place }

  static func unanswered(_ limit: Duration) -> Words {
    (
      "the server for outgoing mail has not answered within \(limit.components.seconds) s",
      "minicrm reminder test --to an address of yours shows what is said"
    )
  }

  /// Nil where the mail was taken, or may have been.
  static func refusal(_ outcome: SMTPOutcome) -> Words? {
    switch outcome {
    case .accepted, .unknown: nil
    case .temporary(let trouble), .permanent(let trouble):
      (
        "the mail was not taken: \(trouble)",
        "see what the server says, and that it delivers mail to the addresses of mail.address"
      )
    }
  }

  /// It was taken, and came to no mailbox.
  func afterSending(_ messageID: String, within limit: Duration) async throws -> Words {
    let states = try await unreadMailboxes()
    let advice =
      states.isEmpty
      ? "look for \(messageID) in that server's log and queue, and in Spam folders; minicrm doctor "
        + "--send tries the same way to an address of nobody's; docs/mailbox.md says how mail to "
        + "the addresses of mail.address gets into a mailbox"
      : "first see to \(states.joined(separator: "; "))"
    return (
      "the server for outgoing mail took it, but within \(limit.components.seconds) s no mailbox "
        + "that is read had it",
      advice + "; should it still come within a day, it is archived by itself"
    )
  }

  /// It came, and is no document of the company.
  static func unfiled(_ mail: Mail) -> Words {
    let id = mail.id.rawValue
    let look =
      "minicrm mail explain \(id) shows what came; let go of it with minicrm mail discard \(id)"
    let text = "it came, but is \(mail.verdict.rawValue): \(mail.reason)"
    return switch mail.verdict {
    case .unroutable:
      (
        text,
        "the server that delivers into the mailbox hides or rewrites the address: see the ways in "
          + "docs/mailbox.md; \(look)"
      )
    case .held: (text, "switch the company on with minicrm company activate; \(look)")
    case .duplicate: (text, "run the test again")
    default: (text, look)
    }
  }

  /// What keeps mailboxes from being read now.
  private func unreadMailboxes() async throws -> [String] {
    let states = Dictionary(
      try await place.store.mailboxStates().map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    return try place.settings.mailboxes.compactMap { mailbox in
      let name = mailbox.name
      if let error = states[name]?.lastError { return "mailbox \(name): \(error)" }
      return try Presence.isSeen(.reading(mailbox: name), in: place.store)
        ? nil : "mailbox \(name), which nobody reads now"
    }
  }
}
