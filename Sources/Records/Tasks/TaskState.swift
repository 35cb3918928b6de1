/// Where a task stands.
package enum TaskState: String, Sendable, Hashable, CaseIterable {
  case open
  case done
  case cancelled
}
