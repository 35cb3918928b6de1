import Foundation

/// Who takes notices to send them, and for how long nobody else may.
package struct NoticeClaim: Sendable {
  /// A name that no other running worker has.
  package var worker: String
  /// The end of the lease; after that the notices are anybody's again.
  package var until: Date
  /// The right side of the Message-IDs of new notices.
  package var domain: String
  /// The most notices, at least 1.
  package var limit: Int

  package init(worker: String, until: Date, domain: String, limit: Int = 100) {
    self.worker = worker
    self.until = until
    self.domain = domain
    self.limit = limit
  }
}
