/// A borrowed source of bytes: the caller keeps the file open, or the memory as it is, for as long
/// as ranges of the source are read.
package enum ByteSource: Sendable, Hashable {
  case file(descriptor: Int32)
  case memory(MemoryBytes)
}
