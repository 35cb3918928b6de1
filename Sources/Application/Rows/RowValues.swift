import Records

// The values of rows besides texts and numbers, as the contract writes them.

extension DocumentState: Encodable {}
extension Language: Encodable {}
extension Role: Encodable {}
extension LogKind: Encodable {}
extension MailVerdict: Encodable {}
extension PartVerdict: Encodable {}
extension ReminderKind: Encodable {}
extension ReminderState: Encodable {}
extension TaskState: Encodable {}

extension CivilDate: Encodable {
  /// `yyyy-MM-dd`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
