import Foundation
import Records

/// An entry of a company's customer log.
package struct LogEntryRow: Encodable, Sendable {
  package let id: LogNumber
  package let at: Date
  package let kind: LogKind
  package let customer: CustomerID?
  package let contact: ContactID?
  package let person: String?
  package let document: DocumentID?
  package let task: TaskID?
  package let amount: String?
  package let currency: String?
  package let reference: String?
  package let text: String
  package let externalID: String?
  package let corrects: LogNumber?
  package let correctedBy: [LogNumber]
  package let recordedAt: Date?
  /// The entry's moment in the company's zone, for people; no field of the row.
  package let localTime: String
  /// For links; no field of the row.
  package let mail: MailID?

  private enum CodingKeys: CodingKey {
    case id, at, kind, customer, contact, person, document, task, amount, currency, reference
    case text, externalID, corrects, correctedBy, recordedAt
  }

  package init(_ entry: LogEntry, localTime: String) {
    id = entry.number
    mail = entry.mail
    at = entry.at
    kind = entry.kind
    customer = entry.party.customer
    contact = entry.party.contact
    person = entry.personEmail
    document = entry.document
    task = entry.task
    amount = entry.money?.amount
    currency = entry.money?.currency
    reference = entry.reference
    text = entry.text
    externalID = entry.externalID
    corrects = entry.corrects
    correctedBy = entry.correctedBy
    recordedAt = entry.recordedAt
    self.localTime = localTime
  }
}
