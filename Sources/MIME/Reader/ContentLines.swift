import Glibc

/// A text as it streams by with all line ends CRLF, however they were written (an LF with any CRs
/// before it), and without those at its end, the last line's and empty lines'.
package struct ContentLines {
  /// Line ends that wait for what comes after them.
  private var lineEnds = 0
  /// CRs after those, which wait for an LF.
  private var returns = 0
  /// All bytes so far went on as they came.
  private var isUnchanged = true

  package init() {}

  package mutating func feed(
    _ chunk: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer) -> Void
  ) {
    guard let base = chunk.baseAddress else { return }
    var start = resume(chunk, take)
    var index = start
    while index < chunk.count {
      guard let hit = memchr(base + index, Int32(UInt8.lineFeed), chunk.count - index) else {
        let end = Self.withoutReturns(chunk, from: start, to: chunk.count)
        Self.pass(chunk, start..<end, to: take)
        returns = chunk.count - end
        return
      }
      let lineFeed = base.distance(to: UnsafeRawPointer(hit))
      let end = Self.withoutReturns(chunk, from: start, to: lineFeed)
      let next = lineFeed + 1
      // As nearly all lines end: it goes on with the next one.
      if lineFeed - end == 1, next < chunk.count, !chunk[next].isLineEnd {
        index = next
        continue
      }
      Self.pass(chunk, start..<end, to: take)
      start = hold(chunk, from: end)
      if start < chunk.count { release(to: take) }
      index = start
    }
  }

  /// The whole text was in this form already. Line ends that wait when there is no more input are
  /// those at the text's end, which go; a CR there may be the delimiter's, cut from its LF.
  package var wasInForm: Bool { isUnchanged && lineEnds == 0 && returns == 0 }

  /// Goes on with the line ends that an earlier chunk ended in. The index after them.
  private mutating func resume(
    _ chunk: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer) -> Void
  ) -> Int {
    let start = hold(chunk, from: 0)
    if start < chunk.count { release(to: take) }
    return start
  }

  /// Counts the line ends from `start` on; the index after them.
  private mutating func hold(_ chunk: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index < chunk.count, chunk[index].isLineEnd {
      if chunk[index] == .carriageReturn {
        returns += 1
      } else {
        if returns != 1 { isUnchanged = false }
        lineEnds += 1
        returns = 0
      }
      index += 1
    }
    return index
  }

  /// Text follows what was held back.
  private mutating func release(to take: (UnsafeRawBufferPointer) -> Void) {
    Self.lineEnds.withUnsafeBytes { Self.repeated($0, 2 * lineEnds, to: take) }
    Self.returns.withUnsafeBytes { Self.repeated($0, returns, to: take) }
    lineEnds = 0
    returns = 0
  }

  private static func repeated(
    _ bytes: UnsafeRawBufferPointer, _ count: Int, to take: (UnsafeRawBufferPointer) -> Void
  ) {
    var left = count
    while left > 0 {
      let piece = min(left, bytes.count)
      pass(bytes, 0..<piece, to: take)
      left -= piece
    }
  }

  private static func pass(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>,
    to take: (UnsafeRawBufferPointer) -> Void
  ) {
    if !range.isEmpty { take(UnsafeRawBufferPointer(rebasing: bytes[range])) }
  }

  /// The end without the CRs before it, but not before `start`.
  private static func withoutReturns(
    _ chunk: UnsafeRawBufferPointer, from start: Int, to end: Int
  ) -> Int {
    var end = end
    while end > start, chunk[end - 1] == .carriageReturn { end -= 1 }
    return end
  }

  private static let lineEnds = [UInt8]((0..<512).map { $0.isMultiple(of: 2) ? 0x0D : 0x0A })
  private static let returns = [UInt8](repeating: .carriageReturn, count: 512)
}

extension UInt8 {
  fileprivate var isLineEnd: Bool { self == .lineFeed || self == .carriageReturn }
}
