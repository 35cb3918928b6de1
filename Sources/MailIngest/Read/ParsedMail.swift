import MIME
import Records

/// A message as its bytes tell it, before its companies are known: values alone, no tree of parts.
struct ParsedMail: Sendable {
  /// The extent to which the message was parsed, and what of it decides the mail's verdict.
  enum Depth: Sendable {
    /// All of it.
    case whole(MailNature, documents: Int)
    /// Its header: there is no more, or no more is wanted. The mail's verdict stands already.
    case header(MailVerdict, MailReason)
    /// Nothing of it.
    case nothing(MailReason)
  }

  let message: ArrivedMessage
  let depth: Depth
  /// The first addresses of our form in the header; nil where there are none, or no header was
  /// read.
  var tier: Routing.Tier?
  /// The mail without outcomes. Of a whole message it has the parts and the digest.
  let mail: IncomingMail
}

extension ParsedMail {
  /// The mail's bytes are kept for a verdict that needs them, and of a message that can't be filed
  /// all that came.
  func keepsBytes(_ outcomes: [MailOutcome]) -> Bool {
    switch message.extent {
    case .whole: outcomes.contains { $0.verdict.keepsRaw }
    case .tooLarge: false
    case .broken: message.bytes.length > 0
    case .unfiled: true
    }
  }
}
