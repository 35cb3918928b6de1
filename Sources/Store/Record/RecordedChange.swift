import Foundation
import Records

/// A change of a company's records under way: in whose transaction, by whom, when, and in which
/// language the log tells of it.
struct RecordedChange {
  let transaction: Transaction
  let company: CompanyID
  let language: Language
  let actor: PersonID?
  let now: Date

  init(of company: CompanyID, by actor: PersonID?, at now: Date, in transaction: Transaction) throws
  {
    self.transaction = transaction
    self.company = company
    self.language = try Company.language(of: company, in: transaction)
    self.actor = actor
    self.now = now
  }

  var voice: LogText { LogText(language) }

  func log(
    _ kind: LogKind, _ party: Party = Party(), document: DocumentID? = nil, task: TaskID? = nil,
    mail: MailID? = nil, _ text: String
  ) throws {
    let event = LogEvent(
      kind: kind, person: actor, party: party, document: document, task: task, mail: mail,
      text: text)
    try transaction.append(event, to: company, at: now)
  }
}
