/// Why a mail got its verdict.
package typealias MailReason = Reason<MailReasonCode>

extension MailReason {
  package static func filed(documents: Int) -> MailReason {
    MailReason(.filed, [.number(Int64(documents))])
  }

  package static func sameContent(as mail: MailID) -> MailReason {
    MailReason(.sameContent, [.number(mail.rawValue)])
  }

  package static func sameCopy(as mail: MailID) -> MailReason {
    MailReason(.sameCopy, [.number(mail.rawValue)])
  }

  package static func confirmation(_ confirmation: MailConfirmation) -> MailReason {
    let provider = ReasonArguments.Argument.text(confirmation.provider)
    guard let domain = confirmation.authenticatedAs else {
      return MailReason(.unprovenConfirmation, [provider])
    }
    return MailReason(.confirmation, [provider, .words(domain)])
  }

  package static func larger(than bytes: Int64) -> MailReason {
    MailReason(.larger, [.number(bytes)])
  }

  package static func tooManyParts(_ parts: Int, companies: Int) -> MailReason {
    MailReason(.tooManyParts, [.number(Int64(parts)), .number(Int64(companies))])
  }

  package static func notStored(_ error: any Error) -> MailReason {
    MailReason(.notStored, [.words("\(error)")])
  }

  package static func endedProcesses(_ count: Int) -> MailReason {
    MailReason(.endedProcesses, [.number(Int64(count))])
  }

  package static func fetchBroken(_ words: String) -> MailReason {
    MailReason(.fetchBroken, [.words(words)])
  }

  package static func fetchRefused(_ answer: String) -> MailReason {
    MailReason(.fetchRefused, [.words(answer)])
  }

  package static func older(_ sentence: String) -> MailReason {
    MailReason(.older, [.words(sentence)])
  }
}
