/// A header block as lines that folding and gateways make no difference to: a field a line, folds
/// and white space of any length one space, line ends LF, and nothing after the last field.
///
/// The fed bytes begin and end at lines; chunks may end anywhere.
package struct UnfoldedHeader {
  /// The white space that has gone by since the last other byte.
  private enum Gap {
    case none
    case blank
    /// A line end; what follows begins a field unless it is blank.
    case lineEnd
    case fold
  }

  private var gap = Gap.none

  package init() {}

  package mutating func feed(_ bytes: UnsafeRawBufferPointer, into lines: inout [UInt8]) {
    var index = 0
    while true {
      while index < bytes.count, bytes[index].isWhitespace {
        widenGap(by: bytes[index])
        index += 1
      }
      guard index < bytes.count else { return }
      closeGap(into: &lines)
      let end = Self.endOfRun(bytes, from: index)
      lines.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[index..<end]))
      index = end
    }
  }

  /// The end of what stays as it is from `start` on: nearly always the line's.
  private static func endOfRun(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if bytes[index] == .space, index + 1 < bytes.count, !bytes[index + 1].isWhitespace {
        index += 2
      } else if !bytes[index].isWhitespace {
        index += 1
      } else {
        break
      }
    }
    return index
  }

  private mutating func widenGap(by byte: UInt8) {
    if !byte.isBlank {
      gap = .lineEnd
    } else if gap == .lineEnd || gap == .fold {
      gap = .fold
    } else {
      gap = .blank
    }
  }

  private mutating func closeGap(into lines: inout [UInt8]) {
    if gap == .none { return }
    lines.append(gap == .lineEnd ? .lineFeed : .space)
    gap = .none
  }
}
