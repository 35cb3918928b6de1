import Records

/// The names by which people know a folder's incarnation.
struct FolderName {
  let id: MailboxFolderID
  let mailbox: String
  let uidValidity: UInt32

  init(_ id: MailboxFolderID, in transaction: Transaction) throws {
    let row = try transaction.row("SELECT mailbox, uidValidity FROM mailboxFolder WHERE id = \(id)")
    guard let row else { throw StoreError.notFound("mailbox folder \(id.rawValue)") }
    self.id = id
    mailbox = row["mailbox"]
    uidValidity = row["uidValidity"]
  }
}
