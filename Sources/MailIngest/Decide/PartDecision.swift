import MIME
import Records

/// One part with what was decided of it.
package struct PartDecision: Sendable {
  package let part: MessagePart
  /// The subject of the message in which the part stands.
  package let subject: String?
  package var verdict: ReasonedVerdict
  /// True when the document is the whole mail as it came, not this part's content.
  var isWholeMail = false
}
