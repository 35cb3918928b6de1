import MIME
import Records
import Store

/// How the companies of a message are found.
package enum Addressing: Sendable {
  /// By the addresses in its header.
  case header
  /// By one address given beside the message, as an MTA does.
  case recipient(String)
  /// Somebody has decided.
  case companies([Company])
}

extension Routing {
  /// The route of a message by `addressing`.
  package func route(
    _ header: MessageHeader, by addressing: Addressing, in store: StoreSnapshot
  ) throws -> Route {
    switch addressing {
    case .header:
      return try route(header, in: store)
    case .recipient(let address):
      let candidate = token(in: address)
      let companies = try store.recipients(candidate.map { [$0] } ?? [])
      return Route(to: companies, sawUnknownAddress: candidate != nil)
    case .companies(let companies):
      return Route(to: companies)
    }
  }
}

extension Route {
  /// To companies that no header decided on.
  fileprivate init(to companies: [Company], sawUnknownAddress: Bool = false) {
    destinations = companies.map { Destination(company: $0, headerUsed: nil) }
    self.sawUnknownAddress = sawUnknownAddress
  }
}
