import Foundation
import GRDB
import Records

/// Entries of the log as their rows have them.
extension LogRecord {
  /// In the order of `columns`.
  static let columnNames = [
    "id", "company", "at", "place", "textDigest", "kind", "person", "customer", "contact",
    "document", "task", "mail", "amount", "currency", "reference", "externalID", "externalDigest",
    "erases", "masks",
  ]

  var columns: [DatabaseValue] {
    [
      id.databaseValue, company.rawValue.databaseValue, at.databaseValue, place.databaseValue,
      textDigest.stored.databaseValue, kind.databaseValue, person.databaseValue,
      customer.databaseValue, contact.databaseValue, document.databaseValue, task.databaseValue,
      mail.databaseValue, amount.databaseValue, currency.databaseValue, reference.databaseValue,
      externalID.databaseValue, externalDigest.map(\.stored).databaseValue, erases.databaseValue,
      masks.databaseValue,
    ]
  }

  /// Columns that the chain leaves out.
  private static let uncovered: Set = [
    "number", "text", "textSalt", "hash", "erasedBy", "maskDigest",
  ]

  /// The columns with a value that the log doesn't have.
  static func strangers(in row: Row) -> [String] {
    guard row.count > columnNames.count + uncovered.count else { return [] }
    return row.columnNames.filter {
      !columnNames.contains($0) && !uncovered.contains($0) && !(row[$0] as DatabaseValue).isNull
    }
  }

  init(row: Row) {
    self.init(
      id: row["id"], company: CompanyID(rawValue: row["company"]), at: row["at"],
      place: row["place"], textDigest: Array(row["textDigest"] as Data), kind: row["kind"])
    (person, customer, contact) = (row["person"], row["customer"], row["contact"])
    (document, task, mail) = (row["document"], row["task"], row["mail"])
    (amount, currency, reference) = (row["amount"], row["currency"], row["reference"])
    externalID = row["externalID"]
    externalDigest = (row["externalDigest"] as Data?).map(Array.init)
    (erases, masks) = (row["erases"], row["masks"])
  }

  init(
    _ event: LogEvent, id: LogEntryID, of company: CompanyID, atSecond seconds: Int64,
    place: LogPlace, textDigest: [UInt8]
  ) {
    self.init(
      id: id.rawValue, company: company, at: seconds, place: place.rawValue,
      textDigest: textDigest, kind: event.kind.rawValue)
    (person, customer) = (event.person?.rawValue, event.party.customer?.rawValue)
    (contact, document) = (event.party.contact?.rawValue, event.document?.rawValue)
    (task, mail) = (event.task?.rawValue, event.mail?.rawValue)
    (amount, currency) = (event.money?.amount, event.money?.currency)
    reference = event.reference
    (externalID, externalDigest) = (event.external?.id, event.external?.digest)
    (erases, masks) = (event.erases?.storedIDs, event.erases?.storedMasks)
  }
}

extension Optional where Wrapped: DatabaseValueConvertible {
  fileprivate var databaseValue: DatabaseValue { self?.databaseValue ?? .null }
}
