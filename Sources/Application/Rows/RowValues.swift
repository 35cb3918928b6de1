import Records

// The words of closed lists in rows, as the contract writes them.

extension DocumentState: Encodable {}
extension LogKind: Encodable {}
extension MailVerdict: Encodable {}
extension PartVerdict: Encodable {}
extension ReminderKind: Encodable {}
extension ReminderState: Encodable {}
extension TaskState: Encodable {}
