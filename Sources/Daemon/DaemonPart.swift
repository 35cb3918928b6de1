/// One thing that a daemon does for as long as it lives; the wish to stop, or to go on by other
/// settings, reaches it as cancellation of its task.
package struct DaemonPart: Sendable {
  /// For people: a mailbox's name.
  let name: String
  let run: @Sendable (PartReport) async throws -> Void

  package init(_ name: String, _ run: @escaping @Sendable (PartReport) async throws -> Void) {
    self.name = name
    self.run = run
  }
}
