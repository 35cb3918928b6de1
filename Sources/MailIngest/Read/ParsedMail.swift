import MIME
import Records
import System

/// A message as its bytes tell it, before its companies are known.
struct ParsedMail: Sendable {
  /// The extent to which the message was parsed.
  enum Depth: Sendable {
    /// All of it.
    case whole(MailNature, [PartDecision])
    /// Its header: there is no more, or no more is wanted. The mail's verdict stands already.
    case header(MailVerdict, MailReason)
    /// Nothing of it.
    case nothing(MailReason)
  }

  let message: ArrivedMessage
  let depth: Depth
  /// Nil where nothing was looked at.
  let header: MessageHeader?
  /// With what the header tells, and without outcomes and parts.
  let mail: IncomingMail
  /// The file that holds unpacked containers, into which parts point.
  let scratch: TemporaryFile?
}

extension ParsedMail {
  /// Whether the mail's bytes are kept: where a verdict needs them, and all that came of a message
  /// that can't be filed.
  func keepsBytes(_ outcomes: [MailOutcome]) -> Bool {
    switch message.extent {
    case .whole: outcomes.contains { $0.verdict.keepsRaw }
    case .tooLarge: false
    case .broken: message.bytes.length > 0
    case .unfiled: true
    }
  }

  /// The digest by which older releases knew the mail. Throws when the file can't be read.
  func olderDigest() throws -> Digest? {
    try header.map { try OlderContentIdentity.digest(of: message.bytes, header: $0) }
  }
}
