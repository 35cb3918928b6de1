/// A transfer encoding undone chunk by chunk; what is cut by a chunk's end waits for the next one.
protocol StreamDecoder {
  /// The number of bytes that one call may write beyond the length of `input`.
  static var mostExtraBytes: Int { get }

  /// Decodes `input` into `output`, which has room for `input.count + mostExtraBytes`, and returns
  /// how many bytes it wrote.
  mutating func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Int

  /// Writes what still waits when there is no more input; the same room, the same result.
  mutating func finish(into output: UnsafeMutableRawBufferPointer) -> Int
}
