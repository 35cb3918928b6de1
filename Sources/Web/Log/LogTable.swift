import Application
import Foundation
import Records

/// The log as a table for spreadsheets (RFC 4180); its columns are the row keys of an entry.
enum LogTable {
  private static let columns = [
    "id", "at", "kind", "customer", "contact", "person", "document", "task", "amount", "currency",
    "reference", "text", "externalID", "corrects",
  ]

  static let head = columns.joined(separator: ",") + "\r\n"

  static func line(_ entry: LogEntryRow) -> String {
    let cells: [String?] = [
      "\(entry.id.rawValue)", entry.localTime, entry.kind.rawValue,
      entry.customer.map { "\($0.rawValue)" }, entry.contact.map { "\($0.rawValue)" },
      entry.person, entry.document.map { "\($0.rawValue)" },
      entry.task.map { "\($0.rawValue)" }, entry.amount, entry.currency, entry.reference,
      entry.text, entry.externalID, entry.corrects.map { "\($0.rawValue)" },
    ]
    return zip(columns, cells).map { cell($1 ?? "", isNumber: $0 == "amount") }
      .joined(separator: ",") + "\r\n"
  }

  /// A text that a spreadsheet would take for a formula gets a quotation mark before it.
  private static func cell(_ text: String, isNumber: Bool) -> String {
    let first = text.unicodeScalars.first
    let isFormula = !isNumber && (first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false)
    let safe = isFormula ? "'" + text : text
    let isPlain = !safe.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    return isPlain ? safe : "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
