/// Memory that stands still while it is read.
package struct MemoryBytes: Sendable, Hashable {
  /// The byte at offset 0.
  nonisolated(unsafe) let start: UnsafeRawPointer

  package init(startingAt start: UnsafeRawPointer) {
    self.start = start
  }
}
