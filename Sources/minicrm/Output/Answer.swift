import Application

/// The output of a command: rows as a table, or one row, or either as JSON.
struct Answer {
  let asJSON: Bool

  /// A list: `columns` of it for people, everything as JSON.
  func list(_ rows: [some PrintedRow], columns: [String], whenEmpty: String) throws {
    if asJSON { return try json(rows) }
    try table(try rows.map(ShownRow.init), columns: columns, whenEmpty: whenEmpty)
  }

  func table(_ rows: [ShownRow], columns: [String], whenEmpty: String) throws {
    let table = TextTable(rows, columns: columns, width: PrintedText.terminalWidth)
    try OutputFile.standard.print(rows.isEmpty ? whenEmpty : table.text)
  }

  func details(_ row: ShownRow) throws {
    try OutputFile.standard.print(TextTable.details(row, width: PrintedText.terminalWidth))
  }

  /// One JSON value, whatever was asked for.
  func json(_ value: some Encodable) throws {
    try OutputFile.standard.print(try RowValue(value).json())
  }

  /// One row, whole.
  func one(_ row: some PrintedRow) throws { try OutputFile.standard.print(try text(of: row)) }

  /// One row, whole, and for people further lines, of a work that is done and can be asked for
  /// again to have its answer: throws when they can't be written, or nobody reads them.
  func deliver(_ row: some PrintedRow, _ lines: [String] = []) throws {
    let all = [try text(of: row)] + (asJSON ? [] : lines)
    do {
      try OutputFile.standard.print(all.joined(separator: "\n"))
    } catch let failure as Failure {
      throw Failure(
        .unwritable,
        "\(failure.description); all that was asked for is done: within a day the same command "
          + "answers again, and does nothing twice")
    }
  }

  private func text(of row: some PrintedRow) throws -> String {
    asJSON
      ? try RowValue(row).json()
      : TextTable.details(try ShownRow(row), width: PrintedText.terminalWidth)
  }
}
