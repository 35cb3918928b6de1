import FoundationEssentials

/// One message of a folder, as announced.
package struct ListedMessage: Sendable, Hashable {
  package let uid: UID
  /// RFC822.SIZE in bytes: an estimate on some servers; 0 where the server did not say.
  package let size: Int64
  /// INTERNALDATE; nil where the server did not say.
  package let internalDate: Date?

  package init(uid: UID, size: Int64, internalDate: Date? = nil) {
    self.uid = uid
    self.size = size
    self.internalDate = internalDate
  }
}

/// The messages of a folder from one UID on, as the server listed them.
package struct MessageList: Sendable, Equatable {
  /// Ascending, each once.
  package var messages: [ListedMessage] = []
  /// The folder's last message where its UID is lower than the first asked for: `n:*` names it all
  /// the same (RFC 3501, 6.4.8).
  package var below: ListedMessage?
  /// Nothing above the last message was left for another list.
  package var isWhole = true
  /// Entries whose UID could not be read.
  package var unreadable = 0
  /// The list had no end: the session was closed.
  package var endedSession = false

  package init() {}
}
