extension PartScanner {
  /// Longer first lines than this are no mbox lines.
  private static let longestMboxLine = 1_000

  /// Collects the header block that begins here and moves behind it. The part's body begins where
  /// the block ends. `isTooLong`: it was given up at the limit.
  ///
  /// A line that is no field is skipped if fields come after it, or the empty line and a body. Else
  /// the empty line was forgotten and the body begins at that line, as it does at a line "--…",
  /// which may well delimit this part's own parts. A parameter after a field that ends in ";"
  /// continues it, indented or not. A part, other than a message, that begins with such a line has
  /// no header.
  mutating func scanHeader(
    isRoot: Bool
  ) throws(MessageReadError) -> (scan: HeaderScan, isTooLong: Bool) {
    if isRoot {
      try skipEmptyLines()
      try skipMboxLine()
    }
    var scan = HeaderScan(start: position)
    var lines = HeaderLines()
    var hasBody = false
    while true {
      let view = try window.view(from: position, atLeast: Self.lookahead)
      if view.isEmpty || delimiter(in: view, at: 0) != nil { break }
      let atSourceEnd = position + Int64(view.count) == source.end
      let emptyLine = lines.emptyLine(view, atSourceEnd: atSourceEnd)
      if emptyLine > 0 {
        scan.append(UnsafeRawBufferPointer(rebasing: view[..<emptyLine]))
        scan.finish(tail: emptyLine)
        position += Int64(emptyLine)
        if scan.strayLine != nil { hasBody = try bodyFollows() }
        break
      }
      let line = scan.continues(with: view) ? .continuation : HeaderScan.classify(view)
      if !isRoot, scan.bytes.isEmpty, !line.isField { break }
      if !scan.fields.isEmpty, view.starts(with: "--".utf8) { break }
      scan.begin(line)
      try takeLine(of: &lines, into: &scan)
      if scan.bytes.count > reading.limits.headerBlock {
        if scan.strayLine == nil {
          scan.finish()
          return (scan, true)
        }
        break
      }
    }
    scan.finish()
    if let stray = scan.strayLine, scan.fields.isEmpty || !hasBody { scan.cut(at: stray) }
    return (scan, false)
  }

  /// More than empty lines follows, before the part's end.
  private mutating func bodyFollows() throws(MessageReadError) -> Bool {
    let view = try window.view(from: position, atLeast: Self.lookahead)
    guard let start = view.firstIndex(where: { $0 != .carriageReturn && $0 != .lineFeed }) else {
      return position + Int64(view.count) < source.end
    }
    return delimiter(in: view, at: start) == nil
  }

  /// Appends the line that begins here, or as much of it as the limit allows.
  private mutating func takeLine(
    of lines: inout HeaderLines, into scan: inout HeaderScan
  ) throws(MessageReadError) {
    var isWhole = false
    while !isWhole, scan.bytes.count <= reading.limits.headerBlock {
      let view = try window.view(from: position, atLeast: Self.lookahead)
      if view.isEmpty { return }
      let atSourceEnd = position + Int64(view.count) == source.end
      let end: Int
      (end, isWhole) = lines.endOfLine(view, atSourceEnd: atSourceEnd)
      let taken = min(end, reading.limits.headerBlock + 1 - scan.bytes.count)
      scan.append(UnsafeRawBufferPointer(rebasing: view[..<taken]))
      position += Int64(taken)
    }
  }

  /// Skips a byte order mark and empty lines before a message, as pipes and editors add them; but
  /// only where a field or an mbox line follows, else they are the end of a header without fields.
  private mutating func skipEmptyLines() throws(MessageReadError) {
    let view = try window.view(from: position, atLeast: Self.lookahead)
    let mark = view.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let lines = view.prefix(Self.longestMboxLine).dropFirst(mark)
    let start = lines.firstIndex { $0 != .carriageReturn && $0 != .lineFeed } ?? lines.endIndex
    guard start > 0, delimiter(in: view, at: start) == nil else { return }
    let line = UnsafeRawBufferPointer(rebasing: view[start...])
    if HeaderScan.classify(line).isField || line.starts(with: "From ".utf8) {
      position += Int64(start)
    }
  }

  /// Skips the line "From sender date" that mbox files have before a message, also quoted as ">From
  /// ".
  private mutating func skipMboxLine() throws(MessageReadError) {
    let view = try window.view(from: position, atLeast: Self.longestMboxLine)
    guard view.starts(with: "From ".utf8) || view.starts(with: ">From ".utf8),
      !HeaderScan.classify(view).isField
    else { return }
    var lines = HeaderLines()
    let atSourceEnd = position + Int64(view.count) == source.end
    let (end, isWhole) = lines.endOfLine(view, atSourceEnd: atSourceEnd)
    if isWhole, end <= Self.longestMboxLine { position += Int64(end) }
  }
}

extension HeaderScan.Line {
  fileprivate var isField: Bool {
    if case .field = self { true } else { false }
  }
}
