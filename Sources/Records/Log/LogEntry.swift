import Foundation

/// One event of a company, as it was recorded.
package struct LogEntry: Sendable, Hashable {
  package let number: LogNumber
  package let company: CompanyID
  package let at: Date
  package let kind: LogKind
  /// Who acted, or who was reminded; nil is the operator or the program.
  package let person: PersonID?
  package let personEmail: String?
  /// Whom it concerns.
  package let party: Party
  package let document: DocumentID?
  package let task: TaskID?
  package let mail: MailID?
  package let money: Money?
  /// A reference number, Finnish or RF.
  package let reference: String?
  /// The name that the system which sent the event has for it.
  package let externalID: String?
  /// Nil of entries of older releases.
  package let recordedAt: Date?
  /// The entry that this one corrects or undoes.
  package let corrects: LogNumber?
  /// The entries that correct or undo this one.
  package let correctedBy: [LogNumber]
  /// The event in words; of an entry that was emptied, the erasure that emptied it.
  package let text: String
  /// The entry that records the erasure of the text, or of a name in it.
  package let erasedBy: LogNumber?

  package init(
    number: LogNumber, company: CompanyID, at: Date, kind: LogKind, person: PersonID?,
    personEmail: String?, party: Party, document: DocumentID?, task: TaskID?, mail: MailID?,
    money: Money?, reference: String?, externalID: String? = nil, recordedAt: Date? = nil,
    corrects: LogNumber? = nil, correctedBy: [LogNumber] = [], text: String, erasedBy: LogNumber?
  ) {
    self.number = number
    self.company = company
    self.at = at
    self.kind = kind
    self.person = person
    self.personEmail = personEmail
    self.party = party
    self.document = document
    self.task = task
    self.mail = mail
    self.money = money
    self.reference = reference
    self.externalID = externalID
    self.recordedAt = recordedAt
    self.corrects = corrects
    self.correctedBy = correctedBy
    self.text = text
    self.erasedBy = erasedBy
  }
}
