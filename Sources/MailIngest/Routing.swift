import MIME
import Store

/// Which companies a message is for, as far as its header tells: the addresses of ours in it, and
/// the header field that decided.
///
/// The envelope's recipients come first, as the delivering server wrote them; then the `for` of
/// `Received`; and only then what the sender wrote.
package struct Routing: Sendable {
  /// Fields that carry the envelope's recipient; looked at together.
  static let envelopeFields = [
    "Delivered-To", "X-Original-To", "X-Envelope-To", "Envelope-To", "X-Forwarded-To",
  ]
  static let writtenFields = ["To", "Cc", "Resent-To", "Resent-Cc"]
  /// No honest mail names more addresses of ours; a hostile one can't make us look up more.
  static let candidateLimit = 200

  /// One address that has the form of ours, and the field in which it stands.
  package struct Candidate: Sendable, Hashable {
    package let field: String
    package let token: AddressToken
  }

  private let template: AddressTemplate

  package init(template: AddressTemplate) {
    self.template = template
  }

  /// What an address given by itself says of its company.
  func token(in address: String) -> AddressToken? {
    template.match(address)
  }

  /// The candidates, tier by tier: the first tier with a valid one decides.
  package func tiers(of header: MessageHeader) -> [[Candidate]] {
    [
      Self.envelopeFields.flatMap { name in
        candidates(header, name) { MailAddress.list(in: $0.value) }
      },
      candidates(header, "Received") { MailAddress.receivedFor($0.value) },
      Self.writtenFields.flatMap { name in
        candidates(header, name) { MailAddress.list(in: $0.value) }
      },
    ]
  }

  private func candidates(
    _ header: MessageHeader, _ name: String,
    addresses: (MessageHeader.Field) -> [MailAddress]
  ) -> [Candidate] {
    var found: [Candidate] = []
    for field in header.all(name) {
      for address in addresses(field) {
        guard let token = template.match(address.address) else { continue }
        let candidate = Candidate(field: name, token: token)
        if !found.contains(candidate) { found.append(candidate) }
        if found.count == Self.candidateLimit { return found }
      }
    }
    return found
  }
}

/// Where a message goes.
package struct Route: Sendable {
  /// The companies whose valid address decided; none when the message can't be routed.
  package var companies: [Company]
  /// The header field that decided, as `mail show` gives it.
  package var headerUsed: String?
  /// True when an address had our form but no company's present token: a rotated address, a typing
  /// mistake, or somebody who guesses.
  package var sawUnknownAddress: Bool
}

extension Routing {
  /// Asks the store, tier by tier, which candidates are companies' present addresses.
  package func route(_ header: MessageHeader, store: Store) async throws(StoreError) -> Route {
    var sawUnknown = false
    for tier in tiers(of: header) where !tier.isEmpty {
      let companies = try await store.recipients(tier.map(\.token))
      if let first = companies.first {
        let field = tier.first { $0.token.slug == first.slug }?.field
        return Route(companies: companies, headerUsed: field, sawUnknownAddress: false)
      }
      sawUnknown = true
    }
    return Route(companies: [], headerUsed: nil, sawUnknownAddress: sawUnknown)
  }
}
