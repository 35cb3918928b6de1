/// One message of a folder, as announced.
package struct ListedMessage: Sendable, Hashable {
  package let uid: UID
  /// RFC822.SIZE in bytes: an estimate on some servers; 0 where the server did not say.
  package let size: Int64

  package init(uid: UID, size: Int64) {
    self.uid = uid
    self.size = size
  }
}
