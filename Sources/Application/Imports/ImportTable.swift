import Records
import Store

/// A CSV file whose first record names the columns. What is wrong with it is noted in `faults`;
/// rows that are broken are left out, and all are when the header is.
struct ImportTable {
  struct Row {
    let line: Int
    fileprivate let values: [RecordField: String]

    /// Nil when the file has no such column.
    subscript(column: RecordField) -> String? { values[column] }

    var texts: ImportedTexts { ImportedTexts(values) }
  }

  private(set) var rows: [Row] = []
  private(set) var faults = ImportFaults()

  init(_ text: [UInt8], _ known: ImportColumns, _ choices: ColumnChoices = ColumnChoices()) {
    var records = CSVReader(text)
    guard let first = records.next() else {
      faults.add(line: 1, Refusal(.table(.empty)))
      return
    }
    if let fault = first.fault { faults.add(line: first.line, Refusal(.table(fault))) }
    let header = TableHeader(first, known, choices)
    for fault in header.faults { faults.add(line: header.line, Refusal(.column(fault))) }
    guard faults.isEmpty else { return }
    var filled: Set<Int> = []
    while let record = records.next() {
      take(record, header)
      for column in header.nameless where record.holds(column) { filled.insert(column) }
    }
    for column in filled.sorted() {
      faults.add(line: header.line, Refusal(.column(.nameless(column + 1))))
    }
  }

  private mutating func take(_ record: CSVRecord, _ header: TableHeader) {
    if let fault = record.fault {
      faults.add(line: record.line, Refusal(.table(fault)))
    } else if !(header.fewest...header.columns.count).contains(record.fields.count) {
      let fault = TableFault.wrongCount(columns: header.fewest, fields: record.fields.count)
      faults.add(line: record.line, Refusal(.table(fault)))
    } else {
      var values: [RecordField: String] = [:]
      for (column, text) in zip(header.columns, record.fields) {
        if let column { values[column] = text }
      }
      rows.append(Row(line: record.line, values: values))
    }
  }
}

extension CSVRecord {
  /// Something stands in that column, which counts from 0.
  fileprivate func holds(_ column: Int) -> Bool {
    column < fields.count && !fields[column].allSatisfy(\.isWhitespace)
  }
}
