import Platform

/// Rows as aligned columns under their titles, for people. On a terminal the columns are made to
/// fit its width: the widest give way first, and what doesn't fit on a line of its cell goes on
/// below.
struct TextTable {
  private static let gap = 2
  /// No column gets narrower than this to make room for others.
  private static let narrowest = 8

  private let titles: [String]
  private let lines: [[String]]
  private let width: Int?

  /// Shows `columns` of `rows`; a title is the key in words. `width` is the terminal's; nil for a
  /// file or a pipe, where nothing is broken up.
  init(_ rows: [ShownRow], columns: [String], width: Int?) {
    titles = columns.map(Self.title)
    lines = rows.map { row in columns.map { PrintedText.printable(row[$0]) } }
    self.width = width
  }

  var text: String {
    let all = [titles] + lines
    let natural = titles.indices.map { column in
      all.map { PrintedText.width($0[column]) }.max() ?? 0
    }
    let widths = Self.fitted(natural, into: width)
    return all.map { Self.row($0, widths: widths) }.joined(separator: "\n")
  }

  /// Every field of one row, one a line.
  static func details(_ row: ShownRow, width: Int?) -> String {
    let titles = row.fields.map { title($0.key) }
    let first = titles.map(PrintedText.width).max() ?? 0
    let rest = width.map { max(narrowest, $0 - first - gap) } ?? .max
    return zip(titles, row.fields).map { title, field in
      self.row([title, PrintedText.printable(field.text)], widths: [first, rest])
    }.joined(separator: "\n")
  }

  /// The columns' widths with the widest ones lowered to one common limit, as high as fits.
  private static func fitted(_ natural: [Int], into width: Int?) -> [Int] {
    guard let width else { return natural }
    let room = width - gap * (natural.count - 1)
    var limit = natural.max() ?? 0
    while limit > narrowest, natural.reduce(0, { $0 + min($1, limit) }) > room { limit -= 1 }
    return natural.map { min($0, limit) }
  }

  private static func row(_ cells: [String], widths: [Int]) -> String {
    let broken = zip(cells, widths).map(PrintedText.broken)
    let height = broken.map(\.count).max() ?? 0
    return (0..<height).map { line in
      self.line(broken.map { $0.indices.contains(line) ? $0[line] : "" }, widths: widths)
    }.joined(separator: "\n")
  }

  private static func line(_ cells: [String], widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      line += cell
      if index < cells.count - 1 {
        let missing = max(0, widths[index] - PrintedText.width(cell)) + gap
        line += String(repeating: " ", count: missing)
      }
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// `receivedAt` is shown as `RECEIVED AT`, `businessID` as `BUSINESS ID`.
  private static func title(_ key: String) -> String {
    var title = ""
    for letter in key {
      if letter.isUppercase, title.last?.isLowercase == true { title += " " }
      title.append(letter)
    }
    return title.uppercased()
  }
}
