/// The state of a task.
package enum TaskState: String, Sendable, Hashable, CaseIterable {
  case open
  case done
  case cancelled

  package var words: Words {
    switch self {
    case .open: Words("avoin", "öppen", "open")
    case .done: Words("tehty", "utförd", "done")
    case .cancelled: Words("peruttu", "avlyst", "cancelled")
    }
  }

  /// Reads the key or a word of people: `Tehty`, `avlyst`. Case doesn't matter.
  package init?(written text: String) {
    guard let found = Self.allCases.first(where: { $0.words.contain(text) }) else { return nil }
    self = found
  }
}
