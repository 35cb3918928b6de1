import Foundation
import Records

/// Something that is to be recorded in a company's log.
struct LogEvent {
  var kind: LogKind
  /// When it happened; nil is the moment of the transaction.
  var at: Date?
  /// Who acted, or who was reminded; nil is the operator or the program.
  var person: PersonID?
  /// The person that it is about, when somebody else acts.
  var meant: PersonID?
  /// Whom it concerns. A contact's customer is always named too.
  var party = Party()
  var document: DocumentID?
  var task: TaskID?
  var mail: MailID?
  var money: Money?
  /// A reference number as `ReferenceNumber` gives it.
  var reference: String?
  /// The identity of an event that another system sent.
  var external: ExternalIdentity?
  /// The entry that it corrects or undoes.
  var corrects: LogNumber?
  /// The entries whose texts, or names in them, the erasure took that this event is; nil of all
  /// other events.
  var erases: ErasedEntries?
  var text: String

  init(
    kind: LogKind, person: PersonID? = nil, party: Party = Party(), document: DocumentID? = nil,
    task: TaskID? = nil, mail: MailID? = nil, text: String
  ) {
    self.kind = kind
    self.person = person
    self.party = party
    self.document = document
    self.task = task
    self.mail = mail
    self.text = TextLimit.entry.cut(text)
  }
}
