/// The part of a range that the scanner looks at; it slides forward. Of a file it is a buffer, of
/// memory the memory itself.
final class ByteWindow {
  /// So many bytes before the position stay in the window, for the line break before a delimiter.
  static let kept = 8

  let source: ByteRange
  private let capacity: Int
  /// Nil where the bytes are in memory already.
  private let buffer: UnsafeMutableRawBufferPointer?
  /// The first byte of the window, where in the source it is, and how many bytes there are.
  private var first: UnsafeRawPointer?
  private var base: Int64
  private var filled = 0
  /// The number of bytes that came into the window, bytes that came again counted again.
  private(set) var bytesRead: Int64 = 0

  init(_ source: ByteRange) {
    self.source = source
    base = source.offset
    capacity = Int(
      min(Int64(ByteRange.chunkSize), max(64, source.length + Int64(Self.kept))))
    switch source.source {
    case .file:
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 64)
      self.buffer = buffer
      first = UnsafeRawPointer(buffer.baseAddress)
    case .memory(let bytes):
      buffer = nil
      first = bytes.start + Int(base)
    }
  }

  deinit {
    buffer?.deallocate()
  }

  /// The bytes in the window from `position` on: at least `wanted`, or all up to the source's end.
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
    let skipped = Int(position - base)
    return UnsafeRawBufferPointer(start: first.map { $0 + skipped }, count: filled - skipped)
  }

  /// The byte `distance` before `position`; nil before the source's beginning. Only for positions
  /// just viewed and distances up to `kept`.
  func byte(_ distance: Int, before position: Int64) -> UInt8? {
    let index = position - Int64(distance) - base
    guard position - Int64(distance) >= source.offset, index >= 0, index < filled else {
      return nil
    }
    return first?.load(fromByteOffset: Int(index), as: UInt8.self)
  }

  /// Makes `position`, after the bytes that are kept before it, the window's beginning.
  private func slide(to position: Int64) throws(MessageReadError) {
    let start = max(source.offset, position - Int64(Self.kept))
    if start >= base, start < base + Int64(filled) {
      let skipped = Int(start - base)
      filled -= skipped
      if let buffer, let address = buffer.baseAddress {
        address.copyMemory(from: address + skipped, byteCount: filled)
      }
    } else {
      filled = 0
    }
    if case .memory(let bytes) = source.source { first = bytes.start + Int(start) }
    base = start
    if filled == 0 { try fill() }
  }

  private func fill() throws(MessageReadError) {
    let count: Int
    if let buffer {
      let free = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      count = try source.read(at: base + Int64(filled), into: free)
    } else {
      count = Int(min(Int64(capacity - filled), source.end - base - Int64(filled)))
    }
    filled += count
    bytesRead += Int64(count)
  }
}
