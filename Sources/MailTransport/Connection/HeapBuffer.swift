/// Bytes at an address that stays the same, freed with their owner: also with one whose `init`
/// throws, where no `deinit` runs.
final class HeapBuffer {
  let bytes: UnsafeMutableRawBufferPointer

  init(byteCount: Int) {
    bytes = .allocate(byteCount: byteCount, alignment: 16)
  }

  deinit { bytes.deallocate() }
}
