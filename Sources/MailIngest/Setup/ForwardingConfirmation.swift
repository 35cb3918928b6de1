import MIME
import Records

/// Knows a provider's question whether a company's address may be forwarded to: by its one sender,
/// by a code or a link where that provider has them, and by that it carries no document. Nothing is
/// ever fetched.
package struct ForwardingConfirmation: Sendable {
  private let authentication: SenderAuthentication

  /// A text of more encoded bytes is none of theirs, and no more texts are looked at: what a
  /// forger's mail costs is bounded.
  private static let longestText = 100 << 10
  private static let mostTexts = 3
  private static let mostLinks = 200

  package init(authentication: SenderAuthentication) {
    self.authentication = authentication
  }

  /// Nil for a mail that is none; `sender` is who it is from as far as one looks at first. Throws
  /// when the file can't be read.
  func read(
    _ tree: MessageTree, from sender: String?, _ decisions: [PartDecision]
  ) throws -> MailConfirmation? {
    guard let address = sender, let provider = ForwardingProvider.asking(from: address),
      Self.sender(of: tree.header) == address, !decisions.contains(where: \.isNotOfAConfirmation)
    else { return nil }
    let (texts, links) = try Self.content(of: tree)
    let length = provider.codeLength
    let code =
      tree.header.text("Subject").flatMap { ConfirmationCode.inSubject($0, length: length) }
      ?? texts.lazy.compactMap { ConfirmationCode.inText($0, length: length) }.first
    guard code != nil || links.contains(where: { $0.looksLikeOne(of: provider) }) else {
      return nil
    }
    return MailConfirmation(
      provider: provider.name, code: code, url: links.first { $0.isOwn(of: provider) }?.text,
      authenticatedAs: authenticated(address, by: provider, tree.header))
  }

  /// The one address of the one From; a mail with more says nothing of who wrote it.
  private static func sender(of header: MessageHeader) -> String? {
    let fields = header.all("From")
    guard fields.count == 1 else { return nil }
    let addresses = MailAddress.list(in: fields[0].value)
    return addresses.count == 1 ? addresses[0].address : nil
  }

  /// The texts that people see of the message itself, and the links in them.
  private static func content(
    of tree: MessageTree
  ) throws -> (texts: [String], links: [ConfirmationLink]) {
    var texts: [String] = []
    var links: [ConfirmationLink] = []
    for part in tree.root.partsOfThisMessage where part.isText && texts.count < mostTexts {
      guard let text = try part.text(atMost: longestText) else { continue }
      if part.mediaType == "text/html" {
        let html = HTMLText(text)
        texts.append(html.text)
        links += html.links.prefix(mostLinks).compactMap(ConfirmationLink.init)
      } else {
        texts.append(text)
        links += ConfirmationLink.all(in: text, atMost: mostLinks)
      }
    }
    return (texts, links)
  }

  private func authenticated(
    _ address: String, by provider: ForwardingProvider, _ header: MessageHeader
  ) -> String? {
    guard let at = address.lastIndex(of: "@") else { return nil }
    let domain = address[address.index(after: at)...].lowercased()
    let results = authentication.results(in: header)
    let isProven = results?.authenticate(domain, by: provider.organizations) ?? false
    return isProven ? domain : nil
  }
}

extension MessagePart {
  fileprivate var isText: Bool {
    structure == .leaf && (mediaType == "text/plain" || mediaType == "text/html")
  }
}

extension PartDecision {
  /// A document that isn't a picture shown in the text, as `ingest.inlineImages: keep` has them:
  /// who sends one wants it filed.
  fileprivate var isNotOfAConfirmation: Bool {
    verdict.isDocument && !(part.mediaType.hasPrefix("image/") && part.contentID != nil)
  }
}
