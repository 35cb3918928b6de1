import Records

/// A mail as it is shown alone: why it came to its company, and what is done with the server's
/// copy.
package struct MailDetailsRow: Encodable, Sendable {
  package let mail: MailRow
  package let headerUsed: String?
  package let action: String?
  /// The state of the action, for people; no field of the row.
  package let actionState: String?

  package init(_ mail: Mail) {
    self.mail = MailRow(mail)
    headerUsed = mail.headerUsed
    action = mail.action
    actionState = mail.actionState
  }

  private enum Key: CodingKey { case headerUsed, action }

  package func encode(to encoder: any Encoder) throws {
    try mail.encode(to: encoder)
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encodeIfPresent(headerUsed, forKey: .headerUsed)
    try fields.encodeIfPresent(action, forKey: .action)
  }
}
