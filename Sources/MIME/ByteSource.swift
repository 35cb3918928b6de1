/// Where bytes are, borrowed: the caller keeps the file open, or the memory as it is, for as long as
/// ranges of it are read.
package enum ByteSource: Sendable, Hashable {
  case file(descriptor: Int32)
  case memory(MemoryBytes)
}

/// Memory that stands still while it is read.
package struct MemoryBytes: Sendable, Hashable {
  /// The byte at offset 0.
  nonisolated(unsafe) let start: UnsafeRawPointer

  package init(startingAt start: UnsafeRawPointer) {
    self.start = start
  }
}
