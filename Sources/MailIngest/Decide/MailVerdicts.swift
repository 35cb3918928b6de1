import Records

/// Decides what becomes of a mail at each company that it is for.
enum MailVerdicts {
  /// `released`: a person has decided that the mail is to be filed whatever kind it is.
  static func decide(
    route: Route, nature: MailNature, confirmation: MailConfirmation?, documents: Int,
    released: Bool
  ) -> [MailOutcome] {
    if route.destinations.isEmpty {
      return [MailOutcome(company: nil, verdict: .unroutable, reason: unroutable(route))]
    }
    return route.destinations.map { destination in
      let (verdict, reason) = decide(
        active: destination.company.active, nature: nature, confirmation: confirmation,
        documents: documents, released: released)
      return MailOutcome(
        company: destination.company.id, verdict: verdict, reason: reason,
        headerUsed: destination.headerUsed)
    }
  }

  /// The rows that one mail may add to the store: a part's at each company, and the mail's own.
  /// One transaction that others wait for holds them all.
  static let mostRows = 30_000

  /// Where a mail of so many parts for so many companies would add more: it waits, whole, at each
  /// of them, to be filed for one after the other. Nil where it doesn't.
  static func tooMany(_ outcomes: [MailOutcome], parts: Int) -> [MailOutcome]? {
    guard outcomes.count > 1, outcomes.count * (parts + 1) > mostRows else { return nil }
    return outcomes.map {
      MailOutcome(
        company: $0.company, verdict: .failed,
        reason: "\(parts) parts for \(outcomes.count) companies are too much to file at once; "
          + "retry it for each",
        headerUsed: $0.headerUsed)
    }
  }

  private static func decide(
    active: Bool, nature: MailNature, confirmation: MailConfirmation?, documents: Int,
    released: Bool
  ) -> (MailVerdict, String) {
    if !active { return (.held, MailOutcome.switchedOff) }
    if let confirmation { return (.setup, confirmation.reason) }
    if !released, nature == .bounce { return (.automatic, "a bounce (delivery status report)") }
    if documents > 0 { return (.filed, documents == 1 ? "1 document" : "\(documents) documents") }
    if nature == .automaticReply { return (.automatic, "an automatic reply without a document") }
    return (.empty, "no document in it")
  }

  private static func unroutable(_ route: Route) -> String {
    route.sawUnknownAddress
      ? "an address in it has the form of ours, but no company has it now (rotated or mistyped)"
      : "no company's address among those it was sent to"
  }
}
