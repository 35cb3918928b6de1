/// The id of something that belongs to one company.
package protocol OwnedIdentifier: RawRepresentable<Int64>, Hashable, Sendable, Codable {
  static var kind: RecordKind { get }
  /// The table that it is a row of.
  static var table: String { get }

  init(rawValue: Int64)
}

extension OwnedIdentifier {
  /// The English word for one.
  package static var noun: String { kind.rawValue }
  package static var table: String { noun }

  /// As people write an id.
  package var written: String { "\(rawValue)" }

  /// The name of the record in errors: `customer 12`.
  package var subject: String { "\(Self.noun) \(rawValue)" }
}

/// The row of one company.
package struct CompanyID: RawRepresentable, Hashable, Sendable, Codable {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The row of somebody who works at a company.
package struct PersonID: OwnedIdentifier {
  package static let kind = RecordKind.person
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The row of one customer.
package struct CustomerID: OwnedIdentifier {
  package static let kind = RecordKind.customer
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The row of a person at a customer.
package struct ContactID: OwnedIdentifier {
  package static let kind = RecordKind.contact
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The row of one group of a company's hierarchy.
package struct GroupID: OwnedIdentifier {
  package static let kind = RecordKind.group
  package static let table = "groupNode"
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The row of one document.
package struct DocumentID: OwnedIdentifier {
  package static let kind = RecordKind.document
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The row of one task.
package struct TaskID: OwnedIdentifier {
  package static let kind = RecordKind.task
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The row of one planned moment of one task.
package struct ReminderID: OwnedIdentifier {
  package static let kind = RecordKind.reminder
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The row of one mail to one person, with the reminders that it carries.
package struct NoticeID: OwnedIdentifier {
  package static let kind = RecordKind.notice
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The row of one incarnation of a mailbox's folder: what UIDs belong to.
package struct MailboxFolderID: RawRepresentable, Hashable, Sendable, Codable {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The row of one mail for one company (or for none).
package struct MailID: RawRepresentable, Hashable, Sendable, Codable {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The row of one entry of a customer log. It counts the entries of all companies, so nobody is
/// shown one: people know an entry by its `LogNumber`.
package struct LogEntryID: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The running number of an entry in its company's log, from 1 in the order of recording: what
/// people and programs know the entry by.
package struct LogNumber: RawRepresentable, Hashable, Comparable, Sendable, Codable {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }

  package static func < (one: LogNumber, other: LogNumber) -> Bool {
    one.rawValue < other.rawValue
  }
}
