import Platform
import Records

// Ids and the words of closed lists stand in columns as their raw values.

extension CompanyID: SQLConvertible {}
extension PersonID: SQLConvertible {}
extension CustomerID: SQLConvertible {}
extension ContactID: SQLConvertible {}
extension GroupID: SQLConvertible {}
extension DocumentID: SQLConvertible {}
extension TaskID: SQLConvertible {}
extension ReminderID: SQLConvertible {}
extension NoticeID: SQLConvertible {}
extension MailboxFolderID: SQLConvertible {}
extension MailID: SQLConvertible {}
extension LogEntryID: SQLConvertible {}
extension LogNumber: SQLConvertible {}
extension LogPlace: SQLConvertible {}
extension LogInID: SQLConvertible {}

extension DocumentState: SQLConvertible {}
extension Language: SQLConvertible {}
extension Role: SQLConvertible {}
extension LogKind: SQLConvertible {}
extension MailVerdict: SQLConvertible {}
extension PartVerdict: SQLConvertible {}
extension MailboxAction: SQLConvertible {}
extension ReminderKind: SQLConvertible {}
extension ReminderState: SQLConvertible {}
extension TaskState: SQLConvertible {}
extension ImportSource.Kind: SQLConvertible {}
extension UnfinishedWork.Subject: SQLConvertible {}
extension MailReasonCode: SQLConvertible {}
extension PartReasonCode: SQLConvertible {}

/// A zone stands in a column as its name.
extension Zone: SQLConvertible {
  package var sqlValue: SQLValue { name.sqlValue }

  package init?(sqlValue: SQLValue) {
    guard let name = String(sqlValue: sqlValue) else { return nil }
    self.init(name)
  }
}

/// A recurrence stands in a column as the contract writes it.
extension Recurrence: SQLConvertible {
  package var sqlValue: SQLValue { text.sqlValue }

  package init?(sqlValue: SQLValue) {
    guard let text = String(sqlValue: sqlValue) else { return nil }
    self.init(text)
  }
}

/// A digest stands in a column as its 32 bytes.
extension Digest: SQLConvertible {
  package var sqlValue: SQLValue { .blob(bytes) }

  package init?(sqlValue: SQLValue) {
    guard let bytes = [UInt8](sqlValue: sqlValue) else { return nil }
    self.init(bytes)
  }
}

/// The key that a name sorts by stands in a column as its bytes.
extension SortKey: SQLBindable {
  package var sqlValue: SQLValue { .blob(bytes) }
}

/// The arguments of a reason stand in a column as their stored text.
extension ReasonArguments: SQLConvertible {
  package var sqlValue: SQLValue { stored.sqlValue }

  package init?(sqlValue: SQLValue) {
    guard let text = String(sqlValue: sqlValue) else { return nil }
    self.init(stored: text)
  }
}
