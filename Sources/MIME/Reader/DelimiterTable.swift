/// The boundaries of the open multiparts, found by hash: a line costs the same under one open
/// multipart as under a hundred.
///
/// A delimiter line is "--", the boundary, for the closing one "--" again, then spaces and tabs
/// only (RFC 2046 section 5.1.1). A line that only begins with a boundary is none: Python's parser
/// and GMime have it so too, and boundaries that others begin with do occur.
struct DelimiterTable {
  /// The multiparts, by their index in the stack of open parts, that have one boundary.
  private struct Entry {
    let boundary: [UInt8]
    /// The multiparts that still take parts, innermost last.
    var open: [Int] = []
    /// The one closed last; a further delimiter opens it again, since some programs write the
    /// closing delimiter too early.
    var closed: Int?
  }

  struct Match {
    let frame: Int
    let isClosing: Bool
  }

  /// By hash; seeded by Hasher, so that nobody can make many boundaries share one.
  private var entries: [Int: [Entry]] = [:]
  private var boundaries: [(boundary: [UInt8], frame: Int)] = []

  /// Longer boundaries than this are not looked for (RFC 2046 allows 70 bytes).
  static let longestBoundary = 1_024

  var isEmpty: Bool { boundaries.isEmpty }

  /// Adds the boundary of the multipart at `frame`. Of equal ones the innermost is matched first.
  mutating func add(_ boundary: [UInt8], frame: Int) {
    boundaries.append((boundary, frame))
    update(boundary) { $0.open.append(frame) }
  }

  /// The multipart at `frame`, the innermost one left, is closed: its boundary now only matches
  /// where no open one has it.
  mutating func close(frame: Int) {
    for (boundary, owner) in boundaries.reversed() {
      guard owner == frame else { return }
      update(boundary) { entry in
        if entry.open.last == frame { entry.open.removeLast() }
        entry.closed = frame
      }
    }
  }

  /// The multipart at `frame`, the innermost one left, takes parts again.
  mutating func reopen(frame: Int) {
    for (boundary, owner) in boundaries.reversed() {
      guard owner == frame else { return }
      update(boundary) { entry in
        entry.closed = nil
        entry.open.append(frame)
      }
    }
  }

  /// Forgets the multiparts from `frame` inwards.
  mutating func removeAll(from frame: Int) {
    while let last = boundaries.last, last.frame >= frame {
      boundaries.removeLast()
      update(last.boundary) { entry in
        while let innermost = entry.open.last, innermost >= frame { entry.open.removeLast() }
        if let closed = entry.closed, closed >= frame { entry.closed = nil }
      }
    }
  }

  /// The multipart that the line "--" + `text` delimits; `text` has no white space at its end.
  /// A line may be one multipart's delimiter and another's closing one, since a boundary may end in
  /// "--": the innermost counts.
  func match(_ text: UnsafeRawBufferPointer) -> Match? {
    guard text.count <= Self.longestBoundary + 2 else { return nil }
    let whole = entry(text)
    let opening = whole?.open.last
    if let closing = closingFrame(text), closing > opening ?? -1 {
      return Match(frame: closing, isClosing: true)
    }
    return (opening ?? whole?.closed).map { Match(frame: $0, isClosing: false) }
  }

  private func closingFrame(_ text: UnsafeRawBufferPointer) -> Int? {
    guard text.count > 2, text[text.count - 1] == .hyphen, text[text.count - 2] == .hyphen else {
      return nil
    }
    var end = text.count - 2
    // A boundary that was declared with white space at its end is written with it.
    while end > 0, text[end - 1].isBlank { end -= 1 }
    return entry(UnsafeRawBufferPointer(rebasing: text[..<end]))?.open.last
  }

  private func entry(_ boundary: UnsafeRawBufferPointer) -> Entry? {
    entries[Self.hash(boundary)]?.first { $0.boundary.elementsEqual(boundary) }
  }

  private mutating func update(_ boundary: [UInt8], _ change: (inout Entry) -> Void) {
    let hash = boundary.withUnsafeBytes(Self.hash)
    var sharing = entries[hash] ?? []
    let index = sharing.firstIndex { $0.boundary == boundary } ?? sharing.count
    if index == sharing.count { sharing.append(Entry(boundary: boundary)) }
    change(&sharing[index])
    if sharing[index].open.isEmpty && sharing[index].closed == nil { sharing.remove(at: index) }
    entries[hash] = sharing.isEmpty ? nil : sharing
  }

  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    return hasher.finalize()
  }
}
