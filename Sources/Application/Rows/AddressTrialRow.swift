import Records

/// The outcome of the trial of a company's address, in the words of the command or page.
package struct AddressTrialRow: Encodable, Sendable {
  /// A stretch of the mail's way.
  package struct Hop: Encodable, Sendable {
    /// `sent`, `received` or `filed`.
    package let hop: String
    package let text: String
    package let milliseconds: Int64

    package init(hop: String, text: String, took: Duration) {
      self.hop = hop
      self.text = text
      milliseconds = Int64(took / .milliseconds(1))
    }
  }

  package let company: String
  package let address: String
  package let arrived: Bool
  package let messageID: String?
  package let hops: [Hop]
  package let mail: MailID?
  package let document: DocumentID?
  /// The place and the cause of the mail's loss, and advice; nil where the mail arrived.
  package let problem: String?
  package let advice: String?

  package init(
    _ outcome: AddressTrial.Outcome, _ hops: [Hop], company: String, address: String,
    problem: String?, advice: String?
  ) {
    self.company = company
    self.address = address
    arrived = outcome.loss == nil
    messageID = outcome.messageID
    self.hops = hops
    mail = outcome.mail?.id
    document = outcome.mail?.documents.first
    self.problem = problem
    self.advice = advice
  }
}
