import Logging

/// The name of a message on a server in the log, from its fetch to the actions on the server's
/// copy: `documents/1699000000/42`, the mailbox, its UIDVALIDITY and the UID. No two messages have
/// the same.
struct MessageName {
  let mailbox: String
  let uidValidity: UInt32
  let uid: UInt32

  var fields: Logger.Metadata {
    [
      "message": "\(mailbox)/\(uidValidity)/\(uid)", "mailbox": "\(mailbox)", "uid": "\(uid)",
    ]
  }
}
