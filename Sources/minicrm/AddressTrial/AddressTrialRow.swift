import Store

/// How the trial of a company's address went.
struct AddressTrialRow: PrintedRow {
  struct Hop: Encodable, Sendable {
    let hop: String
    let text: String
    let milliseconds: Int64
  }

  let company: String
  let address: String
  let arrived: Bool
  let messageID: String?
  let hops: [Hop]
  let mail: MailID?
  let document: DocumentID?
  let problem: String?
  let advice: String?

  init(
    _ outcome: AddressTrial.Outcome, _ hops: [AddressTrial.Hop], company: String, address: String
  ) {
    self.company = company
    self.address = address
    arrived = outcome.loss == nil
    messageID = outcome.messageID
    self.hops = hops.map {
      Hop(hop: $0.kind.rawValue, text: $0.text, milliseconds: $0.milliseconds)
    }
    mail = outcome.mail?.id
    document = outcome.mail?.documents.first
    problem = outcome.loss?.text
    advice = outcome.loss?.advice
  }
}
