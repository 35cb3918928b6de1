/// A mail with every part of it.
package struct MailExplanationRow: Encodable, Sendable {
  package let details: MailDetailsRow
  package let parts: [MailPartRow]

  package init(_ details: MailDetailsRow, parts: [MailPartRow]) {
    self.details = details
    self.parts = parts
  }

  private enum Key: CodingKey { case parts }

  package func encode(to encoder: any Encoder) throws {
    try details.encode(to: encoder)
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encode(parts, forKey: .parts)
  }
}
