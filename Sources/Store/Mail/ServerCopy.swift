import Foundation
import GRDB

/// What a settled mail's copy on the server was, by which a UID is asked whether it still is that mail.
package struct ServerCopy: Sendable, Hashable {
  /// RFC822.SIZE and INTERNALDATE; nil where the server did not say, and of older releases' mails.
  package let size: Int64?
  package let internalDate: Date?
  /// Of what was read; nil where there was not all of it to read.
  package let contentDigest: [UInt8]?
  /// False when the server did not deliver it as a whole.
  package let isFetched: Bool

  package init(size: Int64?, internalDate: Date?, contentDigest: [UInt8]?, isFetched: Bool) {
    self.size = size
    self.internalDate = internalDate
    self.contentDigest = contentDigest
    self.isFetched = isFetched
  }

  init(row: Row) {
    size = row["announcedSize"]
    internalDate = row.instantIfAny("internalDate")
    contentDigest = (row["contentDigest"] as Data?).map(Array.init)
    isFetched = row["fetched"]
  }
}
