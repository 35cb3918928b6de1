import Records
import System

/// The store as it stands at one moment, for whoever has many small questions in a row: they cost
/// one transaction and no change of threads. It answers as long as the body runs that it was given
/// to.
package final class StoreSnapshot {
  private let transaction: Transaction
  private let blobs: BlobStore
  /// Those found so far, by their slugs.
  private var companies: [String: Company] = [:]

  fileprivate init(_ transaction: Transaction, _ blobs: BlobStore) {
    self.transaction = transaction
    self.blobs = blobs
  }
}

extension Store {
  /// Runs `body` on a thread that may wait for files and disks. What it throws comes through as it
  /// is.
  package func snapshot<Value: Sendable>(
    _ body: @escaping @Sendable (StoreSnapshot) throws -> Value
  ) async throws -> Value {
    let blobs = blobs
    return try await engine.read { transaction in
      Result { try body(StoreSnapshot(transaction, blobs)) }
    }.get()
  }
}

extension StoreSnapshot {
  /// The companies whose address somebody wrote to: slug and current token are right. Each once,
  /// in the order of the candidates; companies that are switched off too.
  package func recipients(_ candidates: [AddressToken]) throws -> [Company] {
    var found: [Company] = []
    var known: Set<CompanyID> = []
    for candidate in candidates {
      guard
        let company = try company(slug: candidate.slug.lowercased()),
        SecretComparison.areEqual(company.token, candidate.token.lowercased()),
        known.insert(company.id).inserted
      else { continue }
      found.append(company)
    }
    return found
  }

  private func company(slug: String) throws -> Company? {
    if let known = companies[slug] { return known }
    let found = try Company.find(slug: slug, in: transaction)
    companies[slug] = found
    return found
  }

  /// Whether one of the companies has a mail of an older release that may be one with this
  /// Message-ID, known by the digest of its bytes. Erasure takes Message-IDs away.
  package func mayHaveOlderDigest(
    _ messageID: String?, companies: some Sequence<CompanyID>
  ) throws -> Bool {
    try companies.contains { company in
      // The index of rows of older releases is named: by that of contents all of a company's rows
      // would be looked at.
      try transaction.exists(
        """
        SELECT 1 FROM mail INDEXED BY mailByOlderDigest
        WHERE digestVersion = 1 AND contentDigest IS NOT NULL AND company = \(company)
          AND messageID = \(messageID)
        UNION ALL SELECT 1 FROM mail INDEXED BY mailByOlderDigest
        WHERE digestVersion = 1 AND contentDigest IS NOT NULL AND company = \(company)
          AND messageID IS NULL
        LIMIT 1
        """)
    }
  }

  /// Begins a group of contents; what this moment has is not written again where its file is whole.
  package func blobGroup() throws(StoreError) -> BlobGroup {
    let transaction = transaction
    return try BlobGroup(store: blobs) { try BlobStore.names($0, in: transaction) }
  }
}
