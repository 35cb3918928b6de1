import Foundation
import Platform
import Records

/// Entries of the log as their rows have them.
extension LogRecord {
  /// In the order of `columns`.
  static let columnNames = [
    "id", "company", "at", "recordedAt", "place", "textDigest", "kind", "person", "meant",
    "customer", "contact", "document", "task", "mail", "amount", "currency", "reference",
    "externalID", "externalDigest", "corrects", "erases", "masks",
  ]

  var columns: [SQLValue] {
    [
      id.sqlValue, company.sqlValue, at.sqlValue, recordedAt.sqlValue, place.sqlValue,
      textDigest.sqlValue, kind.sqlValue, person.sqlValue, meant.sqlValue,
      customer.sqlValue, contact.sqlValue, document.sqlValue, task.sqlValue,
      mail.sqlValue, amount.sqlValue, currency.sqlValue, reference.sqlValue,
      externalID.sqlValue, externalDigest.sqlValue, corrects.sqlValue,
      erases.sqlValue, masks.sqlValue,
    ]
  }

  /// Columns that the chain leaves out.
  private static let uncovered: Set = [
    "number", "text", "textSalt", "hash", "erasedBy", "maskDigest",
  ]

  /// The columns with a value that the log doesn't have.
  static func strangers(in row: SQLRow) -> [String] {
    guard row.columns.count > columnNames.count + uncovered.count else { return [] }
    return row.columns.filter {
      !columnNames.contains($0) && !uncovered.contains($0) && row.value(of: $0) != .null
    }
  }

  init(row: SQLRow) {
    self.init(
      id: row["id"], company: row["company"], at: row["at"],
      place: row["place"], textDigest: row["textDigest"], kind: row["kind"])
    (person, customer, contact) = (row["person"], row["customer"], row["contact"])
    (document, task, mail) = (row["document"], row["task"], row["mail"])
    (amount, currency, reference) = (row["amount"], row["currency"], row["reference"])
    externalID = row["externalID"]
    externalDigest = row["externalDigest"]
    (recordedAt, meant, corrects) = (row["recordedAt"], row["meant"], row["corrects"])
    (erases, masks) = (row["erases"], row["masks"])
  }

  init(
    _ event: LogEvent, id: LogEntryID, of company: CompanyID, atSecond seconds: Int64,
    recordedAt: Int64, place: LogPlace, textDigest: Digest
  ) {
    self.init(
      id: id.rawValue, company: company, at: seconds, place: place.rawValue,
      textDigest: textDigest, kind: event.kind.rawValue)
    (self.recordedAt, meant) = (recordedAt, event.meant?.rawValue)
    corrects = event.corrects?.rawValue
    (person, customer) = (event.person?.rawValue, event.party.customer?.rawValue)
    (contact, document) = (event.party.contact?.rawValue, event.document?.rawValue)
    (task, mail) = (event.task?.rawValue, event.mail?.rawValue)
    (amount, currency) = (event.money?.amount, event.money?.currency)
    reference = event.reference
    (externalID, externalDigest) = (event.external?.id, event.external?.digest)
    (erases, masks) = (event.erases?.storedIDs, event.erases?.storedMasks)
  }
}
