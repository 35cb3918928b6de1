/// One page of a search, newest first.
package struct LogPage: Sendable, Hashable {
  package let entries: [LogEntry]
  /// Where the next page goes on; nil when there is nothing more.
  package let next: String?

  package init(entries: [LogEntry], next: String?) {
    self.entries = entries
    self.next = next
  }
}
