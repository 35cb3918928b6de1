/// The facts that an examination finds, by topics.
package enum Fact: Sendable {
  case file(FileFact)
  case directory(DirectoryFact)
  case permission(PermissionFact)
  case store(StoreFact)
  case content(ContentFact)
  case server(ServerFact)
  case mailbox(MailboxFact)
  case sending(SendingFact)
  case circle(CircleFact)
  case machine(MachineFact)
  case preview(PreviewFact)
  case pages(PagesFact)
  /// The status tells of it, too.
  case problem(Problem)
  /// The check was not finished within its time.
  case late(limit: Duration, Lateness)
  /// The check could not go on.
  case error(any Error)
}

/// The likely cause for which a check takes too long.
package enum Lateness: Sendable, Hashable {
  case hindered
  case largeStore
  case silentServer
}
