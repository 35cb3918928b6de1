import Records
import Store

extension Routing {
  /// Gives the routes of a group's mails. Tier by tier the store is asked for all of them at
  /// once that have candidates there and no company yet; for nearly every group, once.
  func routes(
    of mails: [ParsedMail], by addressing: Addressing, in store: Store
  ) async throws(StoreError) -> [Route] {
    switch addressing {
    case .header: return try await routes(of: mails, in: store)
    case .recipient(let address):
      let candidate = token(in: address)
      let answers = try await store.lookUp(
        mails.map { MailQuestion(addresses: [candidate].compactMap(\.self), of: $0) })
      return answers.map { answer in
        Route(
          to: candidate.flatMap { answer.companies[$0] }.map { [$0] } ?? [], answer,
          sawUnknownAddress: candidate != nil)
      }
    case .companies(let companies):
      let answers = try await store.lookUp(
        mails.map { MailQuestion(addresses: [], companies: companies.map(\.id), of: $0) })
      return answers.map { Route(to: companies, $0) }
    }
  }

  private func routes(
    of mails: [ParsedMail], in store: Store
  ) async throws(StoreError) -> [Route] {
    var routes = mails.map { _ in Route() }
    for tier in Self.tiers {
      var asked: [(mail: Int, candidates: [Candidates])] = []
      for (index, mail) in mails.enumerated() where routes[index].destinations.isEmpty {
        guard let header = mail.header else { continue }
        let candidates = candidates(of: tier, in: header)
        if !candidates.isEmpty { asked.append((index, candidates)) }
      }
      let answers = try await store.lookUp(
        asked.map { one in
          MailQuestion(addresses: one.candidates.flatMap(\.tokens), of: mails[one.mail])
        })
      for (one, answer) in zip(asked, answers) { routes[one.mail].take(one.candidates, answer) }
    }
    return routes
  }
}

extension MailQuestion {
  fileprivate init(addresses: [AddressToken], companies: [CompanyID] = [], of parsed: ParsedMail) {
    self.init(addresses: addresses, companies: companies, messageID: parsed.mail.messageID)
  }
}

extension Route {
  /// To companies that no header decided on.
  fileprivate init(to companies: [Company], _ answer: MailAnswer, sawUnknownAddress: Bool = false) {
    destinations = companies.map { Destination(company: $0, headerUsed: nil) }
    self.sawUnknownAddress = sawUnknownAddress
    mayHaveOlderDigest = answer.mayHaveOlderDigest
  }

  /// Each company once, with the first field that its address stands in.
  fileprivate mutating func take(_ candidates: [Routing.Candidates], _ answer: MailAnswer) {
    mayHaveOlderDigest = answer.mayHaveOlderDigest
    var known: Set<CompanyID> = []
    for one in candidates {
      let companies = one.tokens.compactMap { answer.companies[$0] }
      if companies.isEmpty { sawUnknownAddress = true }
      for company in companies where known.insert(company.id).inserted {
        destinations.append(Destination(company: company, headerUsed: one.field))
      }
    }
  }
}
