import MIME
import Records

/// Which companies a message is for, as far as its header tells: the addresses of ours in it, and
/// the header field that decided.
///
/// The envelope's recipients come first, as the delivering server wrote them; then the `for` of
/// `Received`; and only then what the sender wrote.
package struct Routing: Sendable {
  /// Fields that carry the envelope's recipient; looked at together.
  private static let envelopeFields = [
    "Delivered-To", "X-Original-To", "X-Envelope-To", "Envelope-To", "X-Forwarded-To",
  ]
  private static let writtenFields = ["To", "Cc", "Resent-To", "Resent-Cc"]

  /// The addresses that have the form of ours in the fields of one name.
  struct Candidates: Sendable {
    let field: String
    var tokens: [AddressToken] = []
  }

  /// A tier of fields with candidates.
  struct Tier: Sendable {
    let number: Int
    let candidates: [Candidates]
  }

  private let template: AddressTemplate

  package init(template: AddressTemplate) {
    self.template = template
  }

  /// The company's token in an address given by itself; nil for an address that isn't of our form.
  func token(in address: String) -> AddressToken? {
    template.match(address)
  }

  /// The names of the fields, tier by tier: the first tier with a valid address decides, and what
  /// comes after it is not read.
  private static let tiers = [envelopeFields, ["Received"], writtenFields]

  /// The first tier from `number` on that has candidates; nil when none has.
  func tier(from number: Int = 0, in header: MessageHeader) -> Tier? {
    for number in number..<Self.tiers.count {
      let candidates = candidates(of: Self.tiers[number], in: header)
      if !candidates.isEmpty { return Tier(number: number, candidates: candidates) }
    }
    return nil
  }

  /// The candidates of the tier's fields; none for a field without any.
  private func candidates(of tier: [String], in header: MessageHeader) -> [Candidates] {
    tier.map { name in
      candidates(header, name) { field in
        name == "Received"
          ? MailAddress.receivedFor(field.value) : MailAddress.list(in: field.value)
      }
    }.filter { !$0.tokens.isEmpty }
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

/// The companies that a message goes to.
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
  /// One of the companies may have the mail from an older release, by another digest.
  package var mayHaveOlderDigest = false
}
