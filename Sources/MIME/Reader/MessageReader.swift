/// Reads one message into its tree of parts.
///
/// The reader is total: any bytes give a tree, and only I/O on the files throws. The reader is
/// bounded: the file is scanned once in one buffer, and of a part only a few facts are kept. And
/// the reader is linear: no shape of mail makes it look at a byte more than a few times.
package struct MessageReader: Sendable {
  private let limits: ReadingLimits

  package init(limits: ReadingLimits = .standard) {
    self.limits = limits
  }

  /// Reads the message in `bytes`. `scratch` gives an open, empty file for reading and writing; it
  /// is called at most once, only when an encoded container turns up, whose decoded bytes are
  /// appended to it and which children then point into. Both files must stay open as long as parts
  /// are read.
  ///
  /// Throws `MessageReadError`, or what `scratch` throws.
  package func read(_ bytes: ByteRange, scratch: () throws -> Int32) throws -> MessageTree {
    let reading = Reading(limits: limits)
    var scanner = PartScanner(bytes, for: reading)
    try scanner.scan(parent: nil)
    var unpacking = Unpacking(reading: reading)
    try unpacking.run(scratch: scratch)
    return reading.tree(of: bytes)
  }
}
