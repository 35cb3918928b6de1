/// The header block of one part while it is collected: its bytes and where its fields are.
struct HeaderScan {
  /// The offset in the file at which the block begins, after an mbox line.
  var start: Int64
  private(set) var bytes: [UInt8] = []
  private(set) var fields: [FieldSpan] = []
  /// The offset, counted from `start`, of a line that can't be of a header, if no field came after
  /// that line.
  private(set) var strayLine: Int?

  /// Counted from `start`; as narrow as the limits on a header allow.
  struct FieldSpan {
    let start: Int32
    let nameEnd: Int32
    let valueStart: Int32
    var end: Int32
  }

  /// The kind of a line, as its first bytes tell.
  enum Line {
    /// A name of so many bytes, and the value's place in the line.
    case field(nameEnd: Int, valueStart: Int)
    case continuation
    case stray
  }

  /// Field names are tokens (RFC 5322 section 2.2); longer ones than this are taken for text.
  static let longestName = 1_000
  private static let longestParameterName = 80

  static func classify(_ line: UnsafeRawBufferPointer) -> Line {
    guard let first = line.first else { return .stray }
    if first.isBlank { return .continuation }
    var index = 0
    let most = min(line.count, longestName)
    while index < most, line[index] > .space, line[index] != .colon, line[index] < 0x7F {
      index += 1
    }
    let nameEnd = index
    while index < most, line[index].isBlank { index += 1 }
    guard nameEnd > 0, index < most, line[index] == .colon else { return .stray }
    return .field(nameEnd: nameEnd, valueStart: index + 1)
  }

  init(start: Int64) {
    self.start = start
  }

  var end: Int64 { start + Int64(bytes.count) }

  /// A line begins here; its bytes follow by `append`.
  mutating func begin(_ line: Line) {
    switch line {
    case .field(let nameEnd, let valueStart):
      endField()
      strayLine = nil
      fields.append(
        FieldSpan(
          start: Int32(bytes.count), nameEnd: Int32(bytes.count + nameEnd),
          valueStart: Int32(bytes.count + valueStart), end: -1))
    case .continuation:
      if fields.isEmpty || fields[fields.count - 1].end >= 0 { markStray() }
    case .stray:
      endField()
      markStray()
    }
  }

  /// The line `line` is a parameter of the field before, and was not indented: the line begins with
  /// "name=", and the field ends in ";".
  func continues(with line: UnsafeRawBufferPointer) -> Bool {
    guard let field = fields.last, field.end < 0, Self.isParameter(line) else { return false }
    return bytes.last { !$0.isWhitespace } == .semicolon
  }

  private static func isParameter(_ line: UnsafeRawBufferPointer) -> Bool {
    let name = line.prefix(longestParameterName).prefix {
      $0.isLetter || $0.isDigit || $0 == .asterisk || $0 == .hyphen
    }
    let rest = line[name.endIndex...].prefix(2)
    guard !name.isEmpty, rest.count == 2, rest.first == .equals, let value = rest.last else {
      return false
    }
    // Base64 has its "=" at a line's end.
    return !value.isWhitespace && value != .equals
  }

  mutating func append(_ piece: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: piece)
  }

  /// Ends the block. The empty line, if there is one, has been appended as `tail` bytes.
  mutating func finish(tail: Int = 0) {
    if !fields.isEmpty, fields[fields.count - 1].end < 0 {
      fields[fields.count - 1].end = Int32(bytes.count - tail)
    }
  }

  /// Takes the lines from the stray one on out of the header: they are the body's.
  mutating func cut(at stray: Int) {
    bytes.removeSubrange(stray...)
    strayLine = nil
  }

  private mutating func endField() {
    if !fields.isEmpty, fields[fields.count - 1].end < 0 {
      fields[fields.count - 1].end = Int32(bytes.count)
    }
  }

  private mutating func markStray() {
    if strayLine == nil { strayLine = bytes.count }
  }

  /// The block as a header over the file `source` is of.
  func header(in source: ByteRange) -> MessageHeader {
    let range = source.slice(from: start, to: end)
    let block = HeaderBlock(bytes: bytes, range: range)
    let fields = fields.map {
      MessageHeader.Field(
        block: block, start: $0.start, nameEnd: $0.nameEnd, valueStart: $0.valueStart, end: $0.end)
    }
    return MessageHeader(fields: fields, range: range)
  }
}
