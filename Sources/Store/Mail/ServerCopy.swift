import Foundation

/// A settled mail's copy on the server as it was: a UID still is that mail when it is the same now.
package struct ServerCopy: Sendable, Hashable {
  /// RFC822.SIZE and INTERNALDATE; nil where the server did not say, and of older releases' mails.
  package let size: Int64?
  package let internalDate: Date?
  /// Of what was read; nil where there was not all of it to read.
  package let contentDigest: [UInt8]?

  init(row: SQLRow) {
    size = row["announcedSize"]
    internalDate = row["internalDate"]
    contentDigest = row["contentDigest"]
  }
}
