/// One uuencoded file, from its `begin` line to its `end` line; lines that are no data are skipped.
struct UUDecoder: StreamDecoder {
  private var lines = LineAssembler()

  /// A carried line, and the two bytes that a group may write too many.
  static let mostExtraBytes = LineAssembler.mostShown + UULine.mostBytes + 3

  mutating func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Int {
    var written = 0
    lines.feed(input) { line, _, _ in written += Self.take(line, into: output, at: written) }
    return written
  }

  mutating func finish(into output: UnsafeMutableRawBufferPointer) -> Int {
    var written = 0
    lines.finish { line, _, _ in written += Self.take(line, into: output, at: written) }
    return written
  }

  private static func take(
    _ line: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, at offset: Int
  ) -> Int {
    guard let target = output.baseAddress, UULine.isData(line) else { return 0 }
    return UULine.decode(line, into: target + offset)
  }
}
