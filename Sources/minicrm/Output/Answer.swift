/// What a command prints: rows as a table, or one row, or either as JSON.
struct Answer {
  let asJSON: Bool

  /// A list: `columns` of it for people, everything as JSON.
  func list(_ rows: [OutputRow], columns: [String], whenEmpty: String) throws {
    if asJSON {
      print(try JSONValue.list(rows.map(\.json)).encoded())
    } else {
      let width = PrintedText.terminalWidth
      print(rows.isEmpty ? whenEmpty : TextTable(rows, columns: columns, width: width).text)
    }
  }

  /// One row, whole.
  func one(_ row: OutputRow) throws {
    print(
      asJSON
        ? try row.json.encoded() : TextTable.details(row, width: PrintedText.terminalWidth))
  }
}
