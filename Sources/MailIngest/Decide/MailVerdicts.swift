import Records

/// Decides what becomes of a mail at each company that it is for.
enum MailVerdicts {
  /// `released`: a person has decided that the mail is to be filed whatever kind it is.
  static func decide(
    route: Route, nature: MailNature, confirmation: MailConfirmation?, documents: Int,
    released: Bool
  ) -> [MailOutcome] {
    if route.destinations.isEmpty {
      let reason = MailReason(route.sawUnknownAddress ? .unknownAddress : .noAddress)
      return [MailOutcome(company: nil, verdict: .unroutable, reason: reason)]
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

  /// A verdict that stands whatever the mail holds, at each company.
  static func settled(
    _ verdict: MailVerdict, because reason: MailReason, route: Route
  ) -> [MailOutcome] {
    if route.destinations.isEmpty {
      return [MailOutcome(company: nil, verdict: verdict, reason: reason)]
    }
    return route.destinations.map {
      MailOutcome(
        company: $0.company.id, verdict: verdict, reason: reason, headerUsed: $0.headerUsed)
    }
  }

  /// The rows that one mail may add to the store: a part's at each company, and the mail's own.
  /// One transaction that others wait for holds them all.
  static let mostRows = 30_000

  /// The outcomes of a mail of so many parts that would add more for so many companies: the mail
  /// waits, whole, at each of them, to be filed for one after the other. Nil for any other mail.
  static func tooMany(_ outcomes: [MailOutcome], parts: Int) -> [MailOutcome]? {
    guard outcomes.count > 1, outcomes.count * (parts + 1) > mostRows else { return nil }
    return outcomes.map {
      MailOutcome(
        company: $0.company, verdict: .failed,
        reason: .tooManyParts(parts, companies: outcomes.count), headerUsed: $0.headerUsed)
    }
  }

  private static func decide(
    active: Bool, nature: MailNature, confirmation: MailConfirmation?, documents: Int,
    released: Bool
  ) -> (MailVerdict, MailReason) {
    if !active { return (.held, MailReason(.switchedOff)) }
    if let confirmation { return (.setup, .confirmation(confirmation)) }
    if !released, nature == .bounce { return (.automatic, MailReason(.bounce)) }
    if documents > 0 { return (.filed, .filed(documents: documents)) }
    if nature == .automaticReply { return (.automatic, MailReason(.automaticReply)) }
    return (.empty, MailReason(.noDocument))
  }
}
