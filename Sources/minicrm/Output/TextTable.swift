/// Rows as aligned columns under their titles, for people.
struct TextTable {
  private let titles: [String]
  private let lines: [[String]]

  /// Shows `columns` of `rows`; a title is the key in words.
  init(_ rows: [OutputRow], columns: [String]) {
    titles = columns.map(Self.title)
    lines = rows.map { row in columns.map { Self.printable(row.shown($0)) } }
  }

  var text: String {
    let widths = titles.indices.map { column in
      ([titles] + lines).map { $0[column].count }.max() ?? 0
    }
    return ([titles] + lines).map { Self.line($0, widths: widths) }.joined(separator: "\n")
  }

  /// Every field of one row, one a line.
  static func details(_ row: OutputRow) -> String {
    let titles = row.fields.map { title($0.key) }
    let width = titles.map(\.count).max() ?? 0
    return zip(titles, row.fields).map { title, field in
      line([title, printable(field.shown)], widths: [width, 0])
    }.joined(separator: "\n")
  }

  private static func line(_ cells: [String], widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      line += cell
      if index < cells.count - 1 {
        line += String(repeating: " ", count: max(0, widths[index] - cell.count) + 2)
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

  /// What came by mail can't move the cursor or hide text: control and format characters are
  /// shown as a replacement character.
  private static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
          default: scalar
          }
        }))
  }
}
