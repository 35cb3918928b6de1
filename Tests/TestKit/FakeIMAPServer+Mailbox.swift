extension FakeIMAPServer {
  /// A server that behaves, but for the faults of the messages. User name: any; the password is the
  /// mailbox's, "secret" unless configured.
  package convenience init(serving mailbox: FakeMailbox) throws {
    try self.init { connection in
      try FakeMailboxSession(mailbox, connection).run()
    }
  }
}
