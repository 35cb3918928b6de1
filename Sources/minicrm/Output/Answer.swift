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
  func one(_ row: OutputRow) throws { print(try text(of: row)) }

  /// One row, whole, and for people further lines, of a work that is done and can be asked for
  /// again to have its answer: throws when they can't be written, or nobody reads them.
  func deliver(_ row: OutputRow, _ lines: [String] = []) throws {
    let all = [try text(of: row)] + (asJSON ? [] : lines)
    let bytes = Array(all.map { $0 + "\n" }.joined().utf8)
    do {
      try bytes.withUnsafeBytes(OutputFile.standard.write)
    } catch let failure as Failure {
      throw Failure(
        "\(failure.description); all that was asked for is done: within a day the same command "
          + "answers again, and does nothing twice")
    }
  }

  private func text(of row: OutputRow) throws -> String {
    asJSON ? try row.json.encoded() : TextTable.details(row, width: PrintedText.terminalWidth)
  }
}
