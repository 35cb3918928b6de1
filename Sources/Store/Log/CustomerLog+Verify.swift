import Foundation
import Platform
import Records

/// Checking that nobody changed the log.
extension CustomerLog {
  /// Walks the chain from its start and names the first entry that doesn't fit. Somebody who
  /// rewrites every hash up to the head goes unnoticed, unless a head was kept elsewhere: each of
  /// `heads` has to be one that the chain has had.
  package func verify(
    expecting heads: Set<Digest>
  ) async throws(StoreError) -> VerifiedLog {
    let company = company
    return try await engine.read { transaction in
      VerifiedLog(
        verification: try LogWalk.walk(company, expecting: heads, in: transaction),
        head: try LogWalk.head(of: company, in: transaction)?.hash)
    }
  }

  /// Walks the chain, without a head that was kept elsewhere.
  package func verify() async throws(StoreError) -> LogVerification {
    try await verify(expecting: []).verification
  }
}
