import Foundation
import GRDB
import Records

/// Checking that nobody changed the log.
extension CustomerLog {
  /// Walks the chain from its start and names the first entry that doesn't fit. Somebody who
  /// rewrites every hash up to the head goes unnoticed, unless a head was kept elsewhere.
  package func verify() async throws(StoreError) -> LogVerification {
    let company = company
    return try await database.read { database in
      try LogWalk.walk(company, in: database)
    }
  }
}
