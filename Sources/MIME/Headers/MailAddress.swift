/// One mailbox of an address field (RFC 5322 section 3.4).
package struct MailAddress: Sendable, Hashable {
  /// The display name, decoded, at most 255 characters; nil when there is none.
  package let name: String?
  /// The addr-spec as written, without comments and without quotes where they aren't needed.
  package let address: String

  package init(name: String?, address: String) {
    self.name = name
    self.address = address
  }
}

extension MailAddress {
  /// The mailboxes of an address list, those of groups included, in order. What is no address is
  /// skipped; a single word without "@" counts when there is nothing else (a system user).
  package static func list(in value: [UInt8]) -> [MailAddress] {
    var parser = AddressListParser(value)
    return parser.list()
  }

  /// The address(es) of a Received field's `for` clause (RFC 5321 section 4.4), none of what stands
  /// in comments.
  package static func receivedFor(_ value: [UInt8]) -> [MailAddress] {
    let clauses = AddressListParser.withoutComments(value).prefix { $0 != .semicolon }
    let words = clauses.split(whereSeparator: \.isWhitespace)
    guard let keyword = words.firstIndex(where: { isWord($0, "for") }) else { return [] }
    let after = words[(keyword + 1)...].prefix { word in
      !["by", "from", "with", "id", "via"].contains { isWord(word, $0) }
    }
    return list(in: Array(after.joined(separator: [.space]))).filter { $0.address.contains("@") }
  }

  private static func isWord(_ bytes: ArraySlice<UInt8>, _ word: String) -> Bool {
    bytes.count == word.utf8.count
      && zip(bytes, word.utf8).allSatisfy { $0.asciiLowercased == $1 }
  }
}
