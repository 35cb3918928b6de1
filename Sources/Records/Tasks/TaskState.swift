/// The state of a task.
package enum TaskState: String, Sendable, Hashable, CaseIterable {
  case open
  case done
  case cancelled
}
