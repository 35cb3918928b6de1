/// One page of a search, newest first.
package struct LogPage: Sendable, Hashable {
  package let entries: [LogEntry]
  /// The cursor of the next page; nil after the last page.
  package let next: String?

  package init(entries: [LogEntry], next: String?) {
    self.entries = entries
    self.next = next
  }
}
