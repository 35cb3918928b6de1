/// A provider of mailboxes that asks an address whether it may be forwarded to, and how its mails
/// look. They come in every language: what they are known by is the sender and their structure.
struct ForwardingProvider: Sendable {
  /// As people call it.
  let name: String
  /// The part before the @ of the addresses that the provider asks from, in lower case.
  let senders: Set<String>
  /// The domains of those addresses, with all below them; none stands for any.
  let domains: [String]
  /// The domains that prove that a mail is the provider's own: nobody else can have an address
  /// there.
  let organizations: [String]
  /// The only hosts whose links are shown.
  let hosts: Set<String>
  /// The beginnings of paths of links by which one agrees.
  var linkBeginnings: [String] = []
  /// Words in such a link, where the path has no fixed beginning.
  var linkWords: [String] = []
  /// The number of digits of a code.
  let codeLength: ClosedRange<Int>
}

extension ForwardingProvider {
  /// Examples are in `Tests/MailIngestTests/Fixtures`.
  static let all = [gmail, microsoft, zoho, cPanel]

  /// The link of `uf-` is the one to decline with. Newer confirmations have no code.
  private static let gmail = ForwardingProvider(
    name: "Gmail", senders: ["forwarding-noreply"], domains: ["google.com", "googlemail.com"],
    organizations: ["google.com", "googlemail.com"],
    hosts: ["mail.google.com", "mail-settings.google.com"],
    linkBeginnings: ["/mail/vf-"], codeLength: 6...10)

  private static let microsoft = ForwardingProvider(
    name: "Outlook",
    senders: ["account-security-noreply", "microsoft-noreply", "noreply", "no-reply"],
    domains: ["microsoft.com", "outlook.com", "live.com"], organizations: ["microsoft.com"],
    hosts: [
      "account.live.com", "account.microsoft.com", "outlook.live.com", "outlook.office.com",
      "outlook.office365.com",
    ],
    linkWords: words, codeLength: 4...8)

  private static let zoho = ForwardingProvider(
    name: "Zoho", senders: ["noreply", "no-reply"],
    domains: [
      "zoho.com", "zoho.eu", "zohoaccounts.com", "zohoaccounts.eu", "zohomail.com", "zohomail.eu",
    ],
    organizations: ["zoho.com", "zoho.eu", "zohoaccounts.com", "zohoaccounts.eu"],
    hosts: [
      "mail.zoho.com", "mail.zoho.eu", "accounts.zoho.com", "accounts.zoho.eu", "www.zoho.com",
      "www.zoho.eu",
    ],
    linkWords: words, codeLength: 4...10)

  /// cPanel runs at any hoster, under the hoster's domain, which proves nothing and whose links are
  /// anybody's. Its other mails tell of ports.
  private static let cPanel = ForwardingProvider(
    name: "cPanel", senders: ["cpanel"], domains: [], organizations: [], hosts: [],
    linkWords: words, codeLength: 6...10)

  private static let words = ["verif", "confirm", "forward"]
  /// A link with one of these is the one to decline with, whatever else is in it.
  private static let decliningWords = [
    "cancel", "decline", "deny", "disable", "reject", "remove", "report", "unsubscribe",
  ]

  /// The provider that asks from `address`.
  static func asking(from address: String) -> ForwardingProvider? {
    guard let at = address.lastIndex(of: "@") else { return nil }
    let name = address[..<at].lowercased()
    let domain = address[address.index(after: at)...].lowercased()
    return all.first { provider in
      provider.senders.contains(name) && !domain.isEmpty
        && (provider.domains.isEmpty
          || provider.domains.contains { isDomain(domain, within: $0) })
    }
  }

  /// True for a domain that is `other`, or below it.
  static func isDomain(_ domain: String, within other: String) -> Bool {
    domain == other || domain.hasSuffix("." + other)
  }

  /// True for the path and query of a link by which one agrees.
  func agrees(_ path: String) -> Bool {
    if linkBeginnings.contains(where: { path.hasPrefix($0) }) { return true }
    let path = path.lowercased()
    return linkWords.contains { path.contains($0) }
      && !Self.decliningWords.contains { path.contains($0) }
  }
}
