import Foundation
import Records

/// Checking that nobody changed the log.
extension CustomerLog {
  /// Walks the chain from its start and names the first entry that doesn't fit. Somebody who
  /// rewrites every hash up to the head goes unnoticed, unless a head was kept elsewhere.
  package func verify() async throws(StoreError) -> LogVerification {
    let company = company
    return try await engine.read { transaction in
      try LogWalk.walk(company, in: transaction)
    }
  }
}
