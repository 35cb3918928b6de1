import Foundation
import Platform

/// A settled mail's copy on the server as it was: a UID still is that mail when it is the same now.
package struct ServerCopy: Sendable, Hashable {
  /// RFC822.SIZE and INTERNALDATE; nil where the server did not say, and of older releases' mails.
  package let size: Int64?
  package let internalDate: Date?
  /// The digest of the bytes that were read; nil where not all of them could be read.
  package let contentDigest: Digest?

  init(row: SQLRow) {
    size = row["announcedSize"]
    internalDate = row["internalDate"]
    contentDigest = row["contentDigest"]
  }
}
