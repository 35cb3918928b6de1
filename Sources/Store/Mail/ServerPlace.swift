import Records

/// The place of a mail on its server.
struct ServerPlace: Hashable {
  let folder: MailboxFolderID
  let uid: UInt32

  /// Nil for a mail that came by hand.
  init?(folder: MailboxFolderID?, uid: UInt32?) {
    guard let folder, let uid else { return nil }
    self.folder = folder
    self.uid = uid
  }
}
