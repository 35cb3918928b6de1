import Application

extension CircleFact {
  var words: FindingWords {
    switch self {
    case .notConfigured:
      FindingWords("it takes mail.address, a mailbox and smtp in the settings")
    case .ofAnotherUser(let owner):
      FindingWords(
        "it keeps the ingest from the mailboxes, which only its own user may",
        owner.running("minicrm doctor --send"))
    case .noMailboxOpen:
      FindingWords("no mailbox could be opened, or the ingest is busy with all of them")
    case .notTaken(let address, let trouble):
      FindingWords(
        "the test mail to \(address) was not taken: \(trouble)",
        "see what the server says, and that it delivers mail to the addresses of mail.address")
    case .lost(let address, let limit):
      FindingWords(
        "the server took a mail to \(address), but it came to no mailbox within "
          + "\(limit.components.seconds) s",
        "wait longer (--wait), or see where such mail is delivered; should it still come, it is "
          + "filed as unroutable, and minicrm mail discard lets go of it")
    case .arrived(let mailbox, let seconds):
      FindingWords("a mail came round to mailbox \(mailbox) within \(seconds) s")
    case .leftover(let cause):
      FindingWords(cause, "it is filed as unroutable; minicrm mail discard it")
    }
  }
}
