/// A mailbox that the installation reads.
package struct WatchedMailbox: Sendable {
  let name: String
  /// The pause between two looks into the mailbox where no server tells of news.
  let poll: Duration

  package init(name: String, poll: Duration) {
    self.name = name
    self.poll = poll
  }
}
