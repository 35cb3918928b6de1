import Logging

/// What a message on a server is called in the log, from its fetch to what is done with the
/// server's copy: `documents/1699000000/42`, the mailbox, its UIDVALIDITY and the UID. Never the
/// same twice.
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
