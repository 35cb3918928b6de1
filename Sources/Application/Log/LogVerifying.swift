import Platform
import Records
import Store

/// Checks that nobody has changed the logs of companies.
package struct LogVerifying: Sendable {
  /// Heads that were noted, by the slug of their company.
  package typealias Heads = [String: Set<Digest>]

  private let store: Store

  package init(in store: Store) { self.store = store }

  /// One company's log, or all of them.
  package func rows(
    of slug: String?, expecting heads: Heads
  ) async throws -> [LogVerificationRow] {
    let slugs = if let slug { [slug] } else { try await store.companies().map(\.slug) }
    if slug == nil, let gone = heads.keys.sorted().first(where: { !slugs.contains($0) }) {
      throw Refusal(of: .company(slug: gone), .absent(.unknown))
    }
    var rows: [LogVerificationRow] = []
    for slug in slugs {
      let log = try await store.company(named: slug).log.verify(expecting: heads[slug] ?? [])
      rows.append(LogVerificationRow(log, company: slug))
    }
    return rows
  }
}
