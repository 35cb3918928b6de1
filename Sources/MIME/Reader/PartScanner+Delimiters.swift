import Glibc

extension PartScanner {
  /// A delimiter line found.
  struct Delimiter {
    let match: DelimiterTable.Match
    /// The offset at which the delimiter's line begins.
    let start: Int64
    /// The offset at which the content before the delimiter ends: the line break before is the
    /// delimiter's own (RFC 2046 section 5.1.1).
    let contentEnd: Int64
    /// The offset at which the line after the delimiter begins.
    let next: Int64
  }

  /// Longer lines than this delimit nothing, whatever white space they end in.
  private static let longestDelimiter = 4_096
  /// So many bytes from a line's beginning tell whether it is a delimiter, with what comes after
  /// it.
  static let lookahead = 8_192

  /// Moves on to the next delimiter line of an open multipart; nil at the source's end.
  ///
  /// Only hyphens are searched for, so that Base64 flies by.
  mutating func nextDelimiter() throws(MessageReadError) -> Delimiter? {
    while !delimiters.isEmpty || mayGuess {
      let view = try window.view(from: position, atLeast: Self.lookahead)
      guard let base = view.baseAddress else { return nil }
      let atSourceEnd = position + Int64(view.count) == source.end
      // Candidates nearer to the view's end than that are for the next view.
      let end = atSourceEnd ? view.count : view.count - Self.lookahead + 1
      var index = 0
      while index < end, let hit = memchr(base + index, Int32(UInt8.hyphen), end - index) {
        index = base.distance(to: UnsafeRawPointer(hit))
        if let found = delimiter(in: view, at: index) {
          reading.bytesExamined += Int64(index)
          return found
        }
        index += 1
        while index < end, view[index] == .hyphen { index += 1 }
      }
      position += Int64(end)
      reading.bytesExamined += Int64(end)
    }
    position = source.end
    return nil
  }

  /// The delimiter line that begins at `index` of the view from `position` on, if one does.
  mutating func delimiter(
    in view: UnsafeRawBufferPointer, at index: Int
  ) -> Delimiter? {
    guard index + 2 < view.count, view[index] == .hyphen, view[index + 1] == .hyphen,
      !delimiters.isEmpty || mayGuess
    else { return nil }
    let start = position + Int64(index)
    if let before = window.byte(1, before: start), before != .lineFeed, before != .carriageReturn {
      return nil
    }
    let rest = view[(index + 2)...].prefix(Self.longestDelimiter)
    let lineEnd = rest.firstIndex { $0 == .lineFeed || $0 == .carriageReturn } ?? rest.endIndex
    reading.bytesExamined += 2 * Int64(lineEnd - index)
    let isCut = lineEnd == rest.endIndex && rest.endIndex < view.count
    var textEnd = lineEnd
    while textEnd > index + 2, view[textEnd - 1].isBlank { textEnd -= 1 }
    guard !isCut, textEnd > index + 2 else { return nil }
    let text = UnsafeRawBufferPointer(rebasing: view[(index + 2)..<textEnd])
    let next = Self.afterLineEnd(view, lineEnd)
    guard
      let match = delimiters.match(text)
        ?? guess(text, before: UnsafeRawBufferPointer(rebasing: view[next...]))
    else { return nil }
    return Delimiter(
      match: match, start: start, contentEnd: contentEnd(before: start),
      next: position + Int64(next))
  }

  /// The index after the line end at `index`: CRs and the LF after them, else one CR.
  private static func afterLineEnd(_ view: UnsafeRawBufferPointer, _ index: Int) -> Int {
    guard index < view.count else { return index }
    let rest = view[index...].prefix(64)
    let afterReturns = rest.firstIndex { $0 != .carriageReturn } ?? rest.endIndex
    return afterReturns < view.count && view[afterReturns] == .lineFeed
      ? afterReturns + 1 : index + 1
  }

  private func contentEnd(before start: Int64) -> Int64 {
    guard let last = window.byte(1, before: start) else { return start }
    let hasReturn = last == .lineFeed && window.byte(2, before: start) == .carriageReturn
    return start - (hasReturn ? 2 : 1)
  }

  /// The innermost open part is a multipart that no delimiter has been seen of yet.
  private var mayGuess: Bool {
    open.last.map { $0.isMultipart && !$0.hasParts } ?? false
  }

  /// Takes a line "--" + `text` in such a multipart's preamble for its delimiter when a field of a
  /// part follows: the boundary is missing from the header, or it is written wrong there.
  private mutating func guess(
    _ text: UnsafeRawBufferPointer, before rest: UnsafeRawBufferPointer
  ) -> DelimiterTable.Match? {
    let longestGuess = 200
    let field = "content-"
    guard mayGuess, text.count <= longestGuess, !text.suffix(2).elementsEqual([.hyphen, .hyphen]),
      text.allSatisfy({ $0 > .space && $0 < 0x7F }), rest.count > field.utf8.count,
      zip(rest, field.utf8).allSatisfy({ $0.asciiLowercased == $1 })
    else { return nil }
    delimiters.add(Array(text), frame: open.count - 1)
    return DelimiterTable.Match(frame: open.count - 1, isClosing: false)
  }
}
