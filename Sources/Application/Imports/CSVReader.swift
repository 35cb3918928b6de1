/// Reads the records of a CSV file (RFC 4180 §2): fields between separators, quoted ones with
/// doubled quotes, separators and line breaks inside; lines end with LF or CRLF. Total: any bytes
/// give records, and broken quoting is said in its record, behind which reading goes on.
struct CSVReader: Sequence, IteratorProtocol {
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// UTF-8.
  private let text: [UInt8]
  private let separator: UInt8
  private var position = 0
  private var line = 1

  /// The separator is the one that a first line like `sep=;` names, which spreadsheets leave for
  /// one another, else the one that the first line with anything in it has most of.
  init(_ text: [UInt8]) {
    self.text = text
    if let hint = Self.hint(in: text) {
      separator = hint.separator
      position = hint.length
      endLine()
    } else {
      separator = Self.separator(in: text)
    }
  }

  /// The next record that is not blank.
  mutating func next() -> CSVRecord? {
    while position < text.count {
      let record = nextRecord()
      if !record.isBlank { return record }
    }
    return nil
  }

  private mutating func nextRecord() -> CSVRecord {
    var record = CSVRecord(line: line)
    while true {
      let field = text[position...].first == Self.quote ? quotedField(&record) : plainField(&record)
      record.fields.append(String(decoding: field, as: UTF8.self))
      guard text[position...].first == separator else { break }
      position += 1
    }
    endLine()
    return record
  }

  private mutating func plainField(_ record: inout CSVRecord) -> ArraySlice<UInt8> {
    let start = position
    while !isAtFieldsEnd {
      if text[position] == Self.quote, record.fault == nil {
        record.fault = .quoteInside(field: record.fields.count + 1)
      }
      position += 1
    }
    return text[start..<position]
  }

  private mutating func quotedField(_ record: inout CSVRecord) -> ArraySlice<UInt8> {
    var field: ArraySlice<UInt8> = []
    position += 1
    while let end = text[position...].firstIndex(of: Self.quote) {
      field += text[position..<end]
      position = end + 1
      guard text[position...].first == Self.quote else {
        line += field.count { $0 == Self.lineFeed }
        if !isAtFieldsEnd {
          record.fault = record.fault ?? .behindQuote(field: record.fields.count + 1)
          field += plainField(&record)
        }
        return field
      }
      field.append(Self.quote)
      position += 1
    }
    record.fault = record.fault ?? .openQuote(field: record.fields.count + 1)
    position = text.count
    return field
  }

  private var isAtFieldsEnd: Bool {
    guard position < text.count, text[position] != separator else { return true }
    return isLineEnd(at: position)
  }

  private func isLineEnd(at place: Int) -> Bool {
    text[place] == Self.lineFeed
      || text[place] == Self.carriageReturn && text[(place + 1)...].first == Self.lineFeed
  }

  private mutating func endLine() {
    guard position < text.count else { return }
    position += text[position] == Self.carriageReturn ? 2 : 1
    line += 1
  }

  /// The separator that the first line names, and that line's bytes without its end.
  private static func hint(in text: [UInt8]) -> (separator: UInt8, length: Int)? {
    var line = text.prefix { $0 != lineFeed }
    if line.last == carriageReturn { line = line.dropLast() }
    let length = line.count
    if line.count == 7, line.first == quote, line.last == quote {
      line = line.dropFirst().dropLast()
    }
    guard line.count == 5, let named = line.last, named != quote,
      String(decoding: line.dropLast(), as: UTF8.self).lowercased() == "sep="
    else { return nil }
    return (named, length)
  }

  private static func separator(in text: [UInt8]) -> UInt8 {
    let candidates = [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")]
    let blank = Set(" \r\n".utf8)
    let start = text.firstIndex { !blank.contains($0) } ?? text.endIndex
    var counts = [0, 0, 0]
    var isQuoted = false
    for byte in text[start...].prefix(while: { $0 != lineFeed }) {
      if byte == quote { isQuoted.toggle() }
      if !isQuoted, let candidate = candidates.firstIndex(of: byte) { counts[candidate] += 1 }
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
  }
}
