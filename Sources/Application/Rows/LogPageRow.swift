/// A page of a search of the log, newest first; `next` is the cursor that goes on behind it.
package struct LogPageRow: Encodable, Sendable {
  package let entries: [LogEntryRow]
  package let next: String?

  package init(entries: [LogEntryRow], next: String?) {
    self.entries = entries
    self.next = next
  }
}
