/// One line of an SMTP dialogue as it may be shown: printable, and what logs in is masked.
package struct SMTPDialogueLine: Sendable, Hashable, CustomStringConvertible {
  package enum Speaker: String, Sendable {
    case client = "C"
    case server = "S"
  }

  package let speaker: Speaker
  package let text: String

  package init(_ speaker: Speaker, _ text: String) {
    self.speaker = speaker
    self.text = text
  }

  package var description: String { "\(speaker.rawValue): \(text)" }
}
