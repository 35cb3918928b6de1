import Glibc

/// Finds line ends in one header block.
///
/// Lines end in LF, with any CRs before it (some gateways double them). Only where the block's
/// first line ends in a CR alone do all bare CRs end lines, since elsewhere a stray CR inside a
/// subject would break the header off.
struct HeaderLines {
  /// Nil until the first line end was seen.
  private var breaksAtReturn: Bool?

  /// The number of bytes of `view` that belong to the line that begins or goes on there, with its
  /// line end; `isWhole` when that line end is among them.
  mutating func endOfLine(
    _ view: UnsafeRawBufferPointer, atSourceEnd: Bool
  ) -> (count: Int, isWhole: Bool) {
    if breaksAtReturn == nil { breaksAtReturn = Self.firstBreakIsReturn(view, atSourceEnd) }
    guard breaksAtReturn == true else { return Self.endByLineFeed(view) }
    guard let start = view.firstIndex(where: { $0 == .carriageReturn || $0 == .lineFeed }) else {
      return (view.count, false)
    }
    if view[start] == .lineFeed { return (start + 1, true) }
    let afterRun = view[start...].firstIndex { $0 != .carriageReturn } ?? view.count
    if afterRun < view.count {
      return view[afterRun] == .lineFeed ? (afterRun + 1, true) : (start + 1, true)
    }
    // The LF may follow in the next view; one that is CRs only is cut all the same.
    return atSourceEnd || start == 0 ? (start + 1, true) : (start, false)
  }

  /// The length of the empty line that `view` begins with, 0 when it is none.
  func emptyLine(_ view: UnsafeRawBufferPointer, atSourceEnd: Bool) -> Int {
    let most = min(view.count, 64)
    let afterReturns = view[..<most].firstIndex { $0 != .carriageReturn } ?? most
    if afterReturns < most, view[afterReturns] == .lineFeed { return afterReturns + 1 }
    guard afterReturns > 0 else { return 0 }
    let isBreak = breaksAtReturn ?? true
    return isBreak || (atSourceEnd && afterReturns == view.count) ? 1 : 0
  }

  private static func endByLineFeed(
    _ view: UnsafeRawBufferPointer
  ) -> (count: Int, isWhole: Bool) {
    guard let base = view.baseAddress,
      let hit = memchr(base, Int32(UInt8.lineFeed), view.count)
    else { return (view.count, false) }
    return (base.distance(to: UnsafeRawPointer(hit)) + 1, true)
  }

  /// True when the first line end of `view` is a CR without an LF; nil when that can't be told yet.
  private static func firstBreakIsReturn(
    _ view: UnsafeRawBufferPointer, _ atSourceEnd: Bool
  ) -> Bool? {
    guard let start = view.firstIndex(where: { $0 == .carriageReturn || $0 == .lineFeed }) else {
      return nil
    }
    guard let next = view[start...].firstIndex(where: { $0 != .carriageReturn }) else {
      return atSourceEnd ? true : nil
    }
    return view[next] != .lineFeed
  }
}
