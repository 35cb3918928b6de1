import Records

/// The store's answer to the question about a mail.
package struct MailAnswer: Sendable {
  /// The companies whose address somebody wrote to: slug and current token are right. Companies
  /// that are switched off too.
  package let companies: [AddressToken: Company]
  /// One of the companies has a mail of an older release that may be one with this Message-ID,
  /// known by the digest of its bytes. Erasure takes Message-IDs away.
  package let mayHaveOlderDigest: Bool
}
