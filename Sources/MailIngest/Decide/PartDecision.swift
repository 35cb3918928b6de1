import MIME
import Records

/// A part's verdict and why.
package struct PartReason: Sendable, Hashable {
  package var verdict: PartVerdict
  package var reason: String

  init(_ verdict: PartVerdict, _ reason: String) {
    self.verdict = verdict
    self.reason = reason
  }

  var isDocument: Bool { verdict == .document || verdict == .encrypted }
}

/// One part with what was decided of it.
package struct PartDecision: Sendable {
  package let part: MessagePart
  /// The subject of the message in which the part stands.
  package let subject: String?
  package var verdict: PartReason
  /// True when the document is the whole mail as it came, not this part's content.
  var isWholeMail = false
}

extension ReadingLimit {
  /// The limit in an operator's words.
  var explanation: String {
    switch self {
    case .depth: "messages are nested too deep to be opened further"
    case .scratch: "encoded messages in it are too large to be unpacked further"
    case .multiparts: "multiparts are nested too deep to be opened further"
    case .parts: "the message has too many parts to be taken apart further"
    case .header: "its header is too long to be read"
    }
  }
}
