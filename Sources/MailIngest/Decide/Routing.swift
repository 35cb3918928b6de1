import MIME
import Records
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

  /// The addresses that have the form of ours in the fields of one name.
  struct Candidates {
    let field: String
    var tokens: [AddressToken] = []
  }

  private let template: AddressTemplate

  package init(template: AddressTemplate) {
    self.template = template
  }

  /// What an address given by itself says of its company.
  func token(in address: String) -> AddressToken? {
    template.match(address)
  }

  /// The candidates, tier by tier: the first tier with a valid one decides, and what comes after it
  /// is not read.
  func tiers(of header: MessageHeader) -> some Sequence<[Candidates]> {
    [Self.envelopeFields, ["Received"], Self.writtenFields].lazy.map { names in
      names.map { name in
        candidates(header, name) { field in
          name == "Received"
            ? MailAddress.receivedFor(field.value) : MailAddress.list(in: field.value)
        }
      }
    }
  }

  private func candidates(
    _ header: MessageHeader, _ name: String,
    addresses: (MessageHeader.Field) -> [MailAddress]
  ) -> Candidates {
    var found = Candidates(field: name)
    // As many as stand there: the reader keeps a header to 1 MiB, and each of a company is a row.
    var known: Set<AddressToken> = []
    for field in header.all(name) {
      for address in addresses(field) {
        guard let token = template.match(address.address), known.insert(token).inserted
        else { continue }
        found.tokens.append(token)
      }
    }
    return found
  }
}

/// Where a message goes.
package struct Route: Sendable {
  /// A company whose valid address decided, and the header field that it stood in.
  package struct Destination: Sendable {
    package var company: Company
    /// As `mail show` gives it; nil when no header decided.
    package var headerUsed: String?
  }

  /// None when the message can't be routed.
  package var destinations: [Destination] = []
  /// True when an address had our form but no company's present token: a rotated address, a typing
  /// mistake, or somebody who guesses.
  package var sawUnknownAddress = false
}

extension Routing {
  /// Asks the store, tier by tier, which candidates are companies' present addresses.
  package func route(_ header: MessageHeader, in store: StoreSnapshot) throws -> Route {
    var route = Route()
    for tier in tiers(of: header) {
      for candidates in tier where !candidates.tokens.isEmpty {
        let companies = try store.recipients(candidates.tokens)
        if companies.isEmpty { route.sawUnknownAddress = true }
        let known = Set(route.destinations.map(\.company.id))
        for company in companies where !known.contains(company.id) {
          route.destinations.append(.init(company: company, headerUsed: candidates.field))
        }
      }
      if !route.destinations.isEmpty { break }
    }
    return route
  }
}
