import GRDB

/// The store as it stands at one moment, for whoever has many small questions in a row: they cost
/// one transaction and no change of threads. It answers as long as the body runs that it was given to.
package struct StoreSnapshot {
  let database: Database
  let blobs: BlobStore
}

extension Store {
  /// Runs `body` on a thread that may wait for files and disks. What it throws comes through as it is.
  package func snapshot<Value: Sendable>(
    _ body: @escaping @Sendable (StoreSnapshot) throws -> Value
  ) async throws -> Value {
    let blobs = blobs
    return try await database.read { database in
      Result { try body(StoreSnapshot(database: database, blobs: blobs)) }
    }.get()
  }
}

extension StoreSnapshot {
  /// The companies whose address somebody wrote to: slug and current token are right. Each once,
  /// in the order of the candidates; companies that are switched off too.
  package func recipients(_ candidates: [AddressToken]) throws -> [Company] {
    var found: [Company] = []
    for candidate in candidates {
      guard
        let company = try Company.find(slug: candidate.slug.lowercased(), in: database),
        AddressSecret.areEqual(company.token, candidate.token.lowercased()),
        !found.contains(where: { $0.id == company.id })
      else { continue }
      found.append(company)
    }
    return found
  }

  /// The mail with that content which the company (or nobody, for nil) has.
  package func knownContent(_ digest: [UInt8], company: CompanyID?) throws -> MailID? {
    try MailIdentity.mail(withContent: digest, company: company, in: database)
  }

  /// Begins a group of contents; what this moment has is not written again.
  package func blobGroup() throws(StoreError) -> BlobGroup {
    let database = database
    return try BlobGroup(store: blobs) { try BlobStore.names($0, in: database) }
  }
}
