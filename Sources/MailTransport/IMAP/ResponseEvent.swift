import FoundationEssentials

/// An event that a `ResponseParser` found in the bytes of a server.
enum ResponseEvent {
  /// The end of the reply to the command with this tag.
  case tagged(tag: String, StatusResponse)
  /// An untagged OK, NO, BAD, BYE or PREAUTH.
  case status(StatusResponse)
  /// `+`: the server waits for more of a command.
  case continuation
  /// `CAPABILITY`, in upper case.
  case capabilities([String])
  /// The number of messages in the folder.
  case exists(UInt32)
  /// One message has left the folder.
  case expunge
  /// One line of a LIST reply.
  case folder(ListedFolder)
  /// The prefix of the user's own folders ("INBOX."), from NAMESPACE (RFC 2342).
  case personalNamespace(String)
  /// One line of the reply to GETQUOTAROOT (RFC 9208 section 5.1).
  case quota(IMAPQuota)
  /// Something else that is not needed here.
  case other
  /// A FETCH response begins; its items follow, in any order.
  case fetchBegan
  case uid(UID)
  /// RFC822.SIZE.
  case size(Int64)
  /// INTERNALDATE; nil where it can't be read.
  case internalDate(Date?)
  /// A `BODY[]` begins; its bytes follow.
  case bodyBegan
  /// The body's next bytes, inside the parser's input.
  case bodyBytes(UnsafeRawBufferPointer)
  case bodyEnded
  /// NIL in the place of a body.
  case bodyMissing
  case fetchEnded
  /// A response that can't be read was passed over; see `ResponseParser.passesUnreadable`.
  case unreadable
  /// The numbers of one folder, from STATUS, by their names in upper case.
  case folderStatus([String: UInt32])
}
