/// A mailbox that the installation reads.
package struct WatchedMailbox: Sendable {
  let name: String
  /// How often somebody looks into it where no server tells of news.
  let poll: Duration

  package init(name: String, poll: Duration) {
    self.name = name
    self.poll = poll
  }
}
