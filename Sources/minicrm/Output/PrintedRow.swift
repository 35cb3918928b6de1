import Application
import Records

/// A row that commands print.
protocol PrintedRow: Encodable, Sendable {
  /// The fields that people are shown in other words than programs, by their keys.
  var shown: [String: String] { get }
  /// The fields whose ids people are shown with names.
  static var partyKeys: PartyKeys { get }
}

extension PrintedRow {
  var shown: [String: String] { [:] }
  static var partyKeys: PartyKeys { PartyKeys() }
}

extension AddressRow: PrintedRow {}
extension AddressTrialRow: PrintedRow {}
extension BackupReportRow: PrintedRow {}
extension BackupRow: PrintedRow {}
extension CollectionRow: PrintedRow {}
extension CompanyDetailsRow: PrintedRow {}
extension CompanyRow: PrintedRow {}
extension DocumentRow: PrintedRow {}
extension ErasureRow: PrintedRow {}
extension FindingRow: PrintedRow {}
extension GroupRow: PrintedRow {}
extension ImportTallyRow: PrintedRow {}
extension LogImportRow: PrintedRow {}
extension LogVerificationRow: PrintedRow {}
extension MailPartRow: PrintedRow {}
extension MailRow: PrintedRow {}
extension MailboxHealthRow: PrintedRow {}
extension MailboxRow: PrintedRow {}
extension NoticePreviewRow: PrintedRow {}
extension PasswordLinkRow: PrintedRow {}
extension PersonRow: PrintedRow {}
extension PlannedNoticeRow: PrintedRow {}
extension RemovedPersonRow: PrintedRow {}
extension StatusRow: PrintedRow {}

extension AddedRow: PrintedRow where Row: PrintedRow {
  static var partyKeys: PartyKeys {
    var keys = Row.partyKeys
    if ID.self == CustomerID.self { keys.customers.append("similar") }
    if ID.self == ContactID.self { keys.contacts.append("similar") }
    return keys
  }
}

extension ContactRow: PrintedRow {
  static var partyKeys: PartyKeys { PartyKeys(contacts: ["mergedInto"]) }
}

extension CustomerRow: PrintedRow {
  static var partyKeys: PartyKeys { PartyKeys(customers: ["mergedInto"], contacts: []) }
}

extension CustomerDetailsRow: PrintedRow {
  static var partyKeys: PartyKeys { CustomerRow.partyKeys }
  var shown: [String: String] {
    let numbers = [
      "contacts \(counts.contacts)", "documents \(counts.documents)", "tasks \(counts.tasks)",
    ]
    return ["counts": numbers.joined(separator: ", "), "latest": latest.isEmpty ? "" : "below"]
  }
}

extension LogEntryRow: PrintedRow {
  var shown: [String: String] { ["at": localTime] }
}

extension LogRecordingRow: PrintedRow {
  var shown: [String: String] { entry.shown }
}

extension MailDetailsRow: PrintedRow {
  var shown: [String: String] {
    ["action": [action, actionState].compactMap(\.self).joined(separator: ", ")]
  }
}

extension ReminderRow: PrintedRow {
  var shown: [String: String] {
    ["task": "\(task.rawValue) \(taskDescription.replacing("\n", with: " "))"]
  }
}

extension ScrubRow: PrintedRow {
  var shown: [String: String] { ["damaged": "\(damaged.count)"] }
}

extension TaskRow: PrintedRow {
  var shown: [String: String] { ["description": description.replacing("\n", with: " ")] }
}
