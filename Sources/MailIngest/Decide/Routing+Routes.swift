import Records
import Store

extension Routing {
  /// A mail whose tier names no company, so that its next tier is looked for.
  typealias Unfound = (mail: ParsedMail, tier: Tier)

  /// Gives the routes of a group's mails. The store is asked for all of them at once, by the first
  /// tier of each that has candidates, and once more for those few whose tier names no company:
  /// `readNext` reads their next tiers.
  func routes(
    of mails: [ParsedMail], by addressing: Addressing, in store: Store,
    readNext: ([Unfound]) async throws -> [Tier?]
  ) async throws -> [Route] {
    switch addressing {
    case .header: return try await routes(of: mails, in: store, readNext)
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
    of mails: [ParsedMail], in store: Store, _ readNext: ([Unfound]) async throws -> [Tier?]
  ) async throws -> [Route] {
    var routes = mails.map { _ in Route() }
    var asked = mails.indices.compactMap { index in mails[index].tier.map { (index, $0) } }
    while !asked.isEmpty {
      let answers = try await store.lookUp(
        asked.map { index, tier in
          MailQuestion(addresses: tier.candidates.flatMap(\.tokens), of: mails[index])
        })
      for ((index, tier), answer) in zip(asked, answers) {
        routes[index].take(tier.candidates, answer)
      }
      let unfound = asked.filter { index, _ in routes[index].destinations.isEmpty }
      if unfound.isEmpty { break }
      let next = try await readNext(unfound.map { index, tier in (mails[index], tier) })
      asked = zip(unfound, next).compactMap { one, tier in tier.map { (one.0, $0) } }
    }
    return routes
  }
}

extension MailQuestion {
  fileprivate init(addresses: [AddressToken], companies: [CompanyID] = [], of parsed: ParsedMail) {
    self.init(
      addresses: addresses, companies: companies, messageID: parsed.mail.messageID,
      receivedAt: parsed.mail.receivedAt)
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
