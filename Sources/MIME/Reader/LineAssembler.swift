import Glibc

/// Cuts a stream of chunks into lines, of which it shows the beginning. Lines end in LF; CRs before
/// it are not part of the line.
struct LineAssembler {
  /// As much of a line is shown as can be told from it: a uuencoded line, a file's name.
  static let mostShown = 1_024

  /// The beginning of a line that started in an earlier chunk.
  private var carried: [UInt8] = []
  private var hasCarried = false
  private var lineStart: Int64 = 0
  private var position: Int64 = 0

  /// Calls `take` for each line that ends in the chunk, with the line's first bytes, where it
  /// starts and where the next one does, counted from the stream's beginning.
  @inline(__always)
  mutating func feed(
    _ chunk: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer, Int64, Int64) -> Void
  ) {
    guard let base = chunk.baseAddress else { return }
    var index = 0
    while index < chunk.count {
      guard let hit = memchr(base + index, Int32(UInt8.lineFeed), chunk.count - index) else {
        carry(UnsafeRawBufferPointer(rebasing: chunk[index...]))
        break
      }
      let lineEnd = base.distance(to: UnsafeRawPointer(hit))
      let next = position + Int64(lineEnd + 1)
      let piece = UnsafeRawBufferPointer(rebasing: chunk[index..<lineEnd])
      if hasCarried {
        carry(piece)
        carried.withUnsafeBytes { take(Self.shown($0), lineStart, next) }
        carried.removeAll(keepingCapacity: true)
        hasCarried = false
      } else {
        take(Self.shown(piece), lineStart, next)
      }
      lineStart = next
      index = lineEnd + 1
    }
    position += Int64(chunk.count)
  }

  /// The last line, when no line break ends it.
  mutating func finish(_ take: (UnsafeRawBufferPointer, Int64, Int64) -> Void) {
    guard hasCarried else { return }
    carried.withUnsafeBytes { take(Self.shown($0), lineStart, position) }
    carried.removeAll()
    hasCarried = false
  }

  private mutating func carry(_ piece: UnsafeRawBufferPointer) {
    hasCarried = true
    let room = Self.mostShown - carried.count
    carried.append(contentsOf: piece.prefix(max(0, room)))
  }

  private static func shown(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var end = min(line.count, mostShown)
    while end > 0, line[end - 1] == .carriageReturn { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: line[..<end])
  }
}
