/// The file that one winmail.dat is read from, through a small window, and what is counted for it.
/// Positions are bytes from the winmail.dat's beginning; numbers are little-endian.
final class TNEFSource {
  /// The number of the file's bytes that are held.
  private static let windowSize = 8_192
  /// The number of bytes before a position that stay in the window: attachments are looked at again
  /// when all of their attributes are known, and most are small.
  private static let lookBack: Int64 = 2_048
  /// Longer texts are cut: a name has 255 bytes at most.
  static let longestText: Int64 = 4_096

  private let bytes: ByteRange
  private let decoder = CharsetDecoder()
  private let window: UnsafeMutableRawBufferPointer
  private var start: Int64 = 0
  private var filled = 0
  private var attachmentsLeft: Int
  /// The number of bytes that were read from the file, bytes read again counted again.
  private(set) var bytesRead: Int64 = 0
  /// The file has more attachments than allowed.
  private(set) var isExhausted = false

  init(_ bytes: ByteRange, attachments: Int) {
    self.bytes = bytes
    self.attachmentsLeft = attachments
    window = .allocate(byteCount: Self.windowSize, alignment: 16)
  }

  deinit {
    window.deallocate()
  }

  /// Counts one attachment more; false when it is one too many.
  func countAttachment() -> Bool {
    attachmentsLeft -= 1
    isExhausted = isExhausted || attachmentsLeft < 0
    return !isExhausted
  }

  /// The part of the file that `region` is.
  func range(_ region: Range<Int64>) -> ByteRange {
    bytes.slice(from: bytes.offset + region.lowerBound, to: bytes.offset + region.upperBound)
  }

  /// The bytes of `region`, of at most the window's size; valid until the next call.
  func view(_ region: Range<Int64>) throws(MessageReadError) -> UnsafeRawBufferPointer {
    guard !region.isEmpty else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    if region.lowerBound < start || region.upperBound > start + Int64(filled) {
      try load(region)
    }
    let first = Int(region.lowerBound - start)
    return UnsafeRawBufferPointer(rebasing: window[first..<first + region.count])
  }

  private func load(_ region: Range<Int64>) throws(MessageReadError) {
    let spare = Int64(Self.windowSize - region.count)
    start = max(0, region.lowerBound - min(Self.lookBack, spare))
    filled = 0
    while start + Int64(filled) < region.upperBound {
      let free = UnsafeMutableRawBufferPointer(rebasing: window[filled...])
      let count = try bytes.read(at: bytes.offset + start + Int64(filled), into: free)
      filled += count
      bytesRead += Int64(count)
    }
  }

  /// The number at `position`, or nil when it isn't whole in `region`.
  func number16(at position: Int64, in region: Range<Int64>) throws(MessageReadError) -> UInt16? {
    guard position >= region.lowerBound, region.upperBound - position >= 2 else { return nil }
    return try UInt16(littleEndian: view(position..<position + 2).loadUnaligned(as: UInt16.self))
  }

  /// The number at `position`, or nil when it isn't whole in `region`.
  func number32(at position: Int64, in region: Range<Int64>) throws(MessageReadError) -> UInt32? {
    guard position >= region.lowerBound, region.upperBound - position >= 4 else { return nil }
    return try UInt32(littleEndian: view(position..<position + 4).loadUnaligned(as: UInt32.self))
  }

  /// The text up to the first NUL, in `codePage`; nil when it is empty.
  func text(_ region: Range<Int64>, codePage: UInt32?) throws(MessageReadError) -> String? {
    let bytes = Array(try view(region.prefix(Self.longestText)).prefix { $0 != 0 })
    guard !bytes.isEmpty else { return nil }
    return decoder.text(bytes, charset: codePage.flatMap(TNEFCodePage.charset))
  }

  /// The UTF-16 text up to the first NUL; nil when it is empty.
  func wideText(_ region: Range<Int64>) throws(MessageReadError) -> String? {
    let bytes = try view(region.prefix(Self.longestText))
    var units: [UInt16] = []
    for index in stride(from: 0, to: bytes.count - 1, by: 2) {
      let unit = UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
      if unit == 0 { break }
      units.append(unit)
    }
    return units.isEmpty ? nil : String(decoding: units, as: UTF16.self)
  }
}

extension Range<Int64> {
  /// At most the first `length` positions.
  fileprivate func prefix(_ length: Int64) -> Range<Int64> {
    lowerBound..<Swift.min(upperBound, lowerBound + length)
  }
}
