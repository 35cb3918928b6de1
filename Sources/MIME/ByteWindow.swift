/// The part of a file that the scanner looks at: one buffer that slides forward over the range.
final class ByteWindow {
  /// So many bytes before the position stay in the buffer, for the line break before a delimiter.
  static let kept = 8

  let source: ByteRange
  private let buffer: UnsafeMutableRawBufferPointer
  /// Where in the file the buffer begins, and how many of its bytes are filled.
  private var base: Int64
  private var filled = 0
  /// How many bytes were read from the file, those read again counted again.
  private(set) var bytesRead: Int64 = 0

  init(_ source: ByteRange) {
    self.source = source
    base = source.offset
    let capacity = min(Int64(ByteRange.chunkSize), max(64, source.length + Int64(Self.kept)))
    buffer = .allocate(byteCount: Int(capacity), alignment: 64)
  }

  deinit {
    buffer.deallocate()
  }

  /// The bytes in the buffer from `position` on: at least `wanted`, or all up to the source's end.
  /// They are valid until the next call.
  func view(from position: Int64, atLeast wanted: Int) throws(MessageReadError)
    -> UnsafeRawBufferPointer
  {
    let left = source.end - position
    guard left > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    if position < base || position + min(Int64(wanted), left) > base + Int64(filled) {
      try slide(to: position)
      while Int64(filled) + base < position + min(Int64(wanted), left) { try fill() }
    }
    return UnsafeRawBufferPointer(rebasing: buffer[Int(position - base)..<filled])
  }

  /// The byte `distance` before `position`; nil before the source's beginning. Only for positions
  /// just viewed and distances up to `kept`.
  func byte(_ distance: Int, before position: Int64) -> UInt8? {
    let index = position - Int64(distance) - base
    guard position - Int64(distance) >= source.offset, index >= 0, index < filled else {
      return nil
    }
    return buffer[Int(index)]
  }

  /// Makes `position`, after the bytes that are kept before it, the buffer's beginning.
  private func slide(to position: Int64) throws(MessageReadError) {
    let start = max(source.offset, position - Int64(Self.kept))
    if start >= base, start < base + Int64(filled), let address = buffer.baseAddress {
      let skipped = Int(start - base)
      filled -= skipped
      address.copyMemory(from: address + skipped, byteCount: filled)
    } else {
      filled = 0
    }
    base = start
    if filled == 0 { try fill() }
  }

  private func fill() throws(MessageReadError) {
    let free = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
    let count = try source.read(at: base + Int64(filled), into: free)
    filled += count
    bytesRead += Int64(count)
  }
}
