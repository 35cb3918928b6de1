/// Finds uuencoded files in a text as it streams by, each line looked at once.
struct UUFinder {
  /// A file from its `begin` line to its `end` line, counted from the text's beginning.
  struct File: Hashable {
    var start: Int64
    var end: Int64
    var name: [UInt8]
  }

  private var lines = LineAssembler()
  private var search: Search

  init(most: Int) {
    search = Search(most: most)
  }

  /// At most as many as were asked for.
  var files: [File] { search.files }
  /// The offset of the first file too many.
  var overflow: Int64? { search.overflow }

  mutating func feed(_ chunk: UnsafeRawBufferPointer) {
    lines.feed(chunk) { line, start, end in search.take(line, start, end) }
  }

  mutating func finish() {
    lines.finish { line, start, end in search.take(line, start, end) }
    search.closeUnended()
  }
}

/// The state of the search after the lines so far.
private struct Search {
  let most: Int
  var files: [UUFinder.File] = []
  var overflow: Int64?
  /// The file whose `begin` line went by; its end is that of the last line that belongs to it.
  private var open: UUFinder.File?
  private var hasData = false

  init(most: Int) {
    self.most = most
  }

  mutating func take(_ line: UnsafeRawBufferPointer, _ start: Int64, _ end: Int64) {
    if open != nil {
      if UULine.isEnd(line) {
        close(at: end)
        return
      }
      if UULine.isZero(line) { return }
      if UULine.isData(line) {
        hasData = true
        open?.end = end
        return
      }
      closeUnended()
    }
    // The first byte tells most lines apart.
    guard line.first == UInt8(ascii: "b"), let name = UULine.beginName(line) else { return }
    open = UUFinder.File(start: start, end: end, name: name)
    hasData = false
  }

  private mutating func close(at end: Int64) {
    guard var file = open else { return }
    open = nil
    file.end = end
    if files.count < most {
      files.append(file)
    } else if overflow == nil {
      overflow = file.start
    }
  }

  /// A file without an `end` line counts if there was data.
  mutating func closeUnended() {
    if let file = open, hasData { close(at: file.end) }
    open = nil
  }
}
