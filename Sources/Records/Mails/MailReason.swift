/// Why a mail got its verdict.
package typealias MailReason = Reason<MailReasonCode>

/// The codes of mails' reasons, with the arguments of each.
package enum MailReasonCode: String, ReasonCode {
  /// How many documents were made of it.
  case filed
  /// The company's mail with the same content.
  case sameContent
  /// The mail that this very copy was decided on as.
  case sameCopy
  case noDocument
  /// A provider's question: the provider, and the domain that the mail was authenticated as.
  case confirmation
  /// The provider that it says it is from.
  case unprovenConfirmation
  case noAddress
  /// An address in it was a company's once, or was never.
  case unknownAddress
  /// The company has its Mini-CRM switched off.
  case switchedOff
  case bounce
  case automaticReply
  /// The bytes that a mail may have.
  case larger
  /// The parts, and the companies that they are for.
  case tooManyParts
  /// What the store said.
  case notStored
  /// How many processes ended while it was filed.
  case endedProcesses
  /// What broke the connection.
  case fetchBroken
  /// The server's answer.
  case fetchRefused
  case noContent
  case notDelivered
  /// Somebody had taken it away before it came; of releases up to 0.5.
  case vanished
  /// A sentence of an older release.
  case older
}

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

extension MailReasonCode {
  /// Whether its texts are somebody else's words, which may name people.
  package var quotes: Bool {
    switch self {
    case .notStored, .fetchBroken, .fetchRefused, .older: true
    default: false
    }
  }
}
