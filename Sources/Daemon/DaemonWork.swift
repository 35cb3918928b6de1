/// The work of a daemon by the settings that it has read.
package struct DaemonWork: Sendable {
  /// The work that is about to begin, for the log: `reading 2 mailboxes`.
  let greeting: String
  /// Run side by side; at least one.
  let parts: [DaemonPart]

  package init(saying greeting: String, _ parts: [DaemonPart]) {
    precondition(!parts.isEmpty, "a daemon has something to do")
    self.greeting = greeting
    self.parts = parts
  }
}
