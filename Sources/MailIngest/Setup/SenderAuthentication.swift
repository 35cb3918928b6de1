import MIME

/// Whose word counts on where a mail came from (`ingest.authenticatedBy`).
///
/// A server takes what others wrote in its name out of a mail that comes in (RFC 8601 section 5);
/// nobody else's word counts, since anybody can write the field.
package struct SenderAuthentication: Sendable {
  /// Their authserv-ids, in lower case.
  private let servers: Set<String>

  package init(by servers: [String]) {
    self.servers = Set(servers.map { $0.lowercased() })
  }

  /// The topmost results of one of the servers.
  func results(in header: MessageHeader) -> AuthenticationResults? {
    guard !servers.isEmpty else { return nil }
    return header.all("Authentication-Results").lazy
      .compactMap { AuthenticationResults($0.value) }
      .first { servers.contains($0.server.lowercased()) }
  }
}

extension AuthenticationResults {
  /// True when a mail from an address at `domain` was found to be from one of the `organizations`,
  /// each a domain with all below it: by DMARC (RFC 7489), or by SPF or DKIM where they passed for
  /// that organization.
  func authenticate(_ domain: String, by organizations: [String]) -> Bool {
    guard
      let organization = organizations.first(where: {
        ForwardingProvider.isDomain(domain, within: $0)
      })
    else { return false }
    return findings.contains { finding in
      guard finding.result == "pass" else { return false }
      switch finding.method {
      case "dmarc": return finding.domain("header.from") == domain
      case "dkim":
        let signer = finding.domain("header.d") ?? finding.domain("header.i")
        return signer.map { ForwardingProvider.isDomain($0, within: organization) } ?? false
      case "spf":
        let sender = finding.domain("smtp.mailfrom")
        return sender.map { ForwardingProvider.isDomain($0, within: organization) } ?? false
      default: return false
      }
    }
  }
}

extension AuthenticationResults.Finding {
  /// The domain in a property, which may be an address, in lower case.
  fileprivate func domain(_ property: String) -> String? {
    guard let value = properties[property] else { return nil }
    let address = value.drop { $0 == "<" }.prefix { $0 != ">" }
    return address[(address.lastIndex(of: "@").map(address.index(after:)) ?? address.startIndex)...]
      .lowercased()
  }
}
