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
  /// The workers that are known to live: their leases don't end.
  package var living: Set<String>

  package init(
    worker: String, until: Date, domain: String, limit: Int = 100, living: Set<String> = []
  ) {
    self.worker = worker
    self.until = until
    self.domain = domain
    self.limit = limit
    self.living = living
  }

  /// For `json_each`.
  var livingJSON: String {
    get throws { String(decoding: try JSONEncoder().encode(living), as: UTF8.self) }
  }
}
