import Foundation
import Records
import Store

/// A CSV file whose first record names the columns. What is wrong with it is noted in `faults`;
/// rows that are broken are left out, and all are when the header is.
struct ImportTable<Column: ImportColumn> {
  struct Row {
    let line: Int
    fileprivate let values: [Column: String]

    /// Nil when the file has no such column.
    subscript(column: Column) -> String? { values[column] }
  }

  private(set) var rows: [Row] = []
  private(set) var faults = ImportFaults()

  init(_ text: [UInt8]) {
    var records = CSVReader(text)
    guard let header = records.next() else {
      faults.add(line: 1, Refusal(.table(.empty)))
      return
    }
    let columns = columns(of: header)
    guard faults.isEmpty else { return }
    while let record = records.next() { take(record, columns) }
  }

  private mutating func take(_ record: CSVRecord, _ columns: [Column]) {
    if let fault = record.fault {
      faults.add(line: record.line, Refusal(.table(fault)))
    } else if record.fields.count != columns.count {
      let fault = TableFault.wrongCount(columns: columns.count, fields: record.fields.count)
      faults.add(line: record.line, Refusal(.table(fault)))
    } else {
      let values = Dictionary(zip(columns, record.fields), uniquingKeysWith: { first, _ in first })
      rows.append(Row(line: record.line, values: values))
    }
  }

  private mutating func columns(of header: CSVRecord) -> [Column] {
    if let fault = header.fault { faults.add(line: header.line, Refusal(.table(fault))) }
    func note(_ fault: ColumnFault) { faults.add(line: header.line, Refusal(.column(fault))) }
    var columns: [Column] = []
    for (index, field) in header.fields.enumerated() {
      let name = field.trimmingCharacters(in: .whitespacesAndNewlines)
      if name.isEmpty {
        note(.nameless(index + 1))
      } else if let column = Self.column(name) {
        if columns.contains(column) { note(.repeated(column.rawValue)) }
        columns.append(column)
      } else {
        note(.unknown(name, known: Column.allCases.map(\.rawValue)))
      }
    }
    for group in Column.required(besides: Set(columns))
    where !group.contains(where: columns.contains) {
      note(.missing(group.map(\.rawValue)))
    }
    return columns
  }

  private static func column(_ name: String) -> Column? {
    Column.allCases.first { $0.rawValue.lowercased() == name.lowercased() }
  }
}
