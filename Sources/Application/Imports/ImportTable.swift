import Foundation
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
  }

  private(set) var rows: [Row] = []
  private(set) var faults = ImportFaults()

  init(_ text: [UInt8], _ known: ImportColumns) {
    var records = CSVReader(text)
    guard let header = records.next() else {
      faults.add(line: 1, Refusal(.table(.empty)))
      return
    }
    let columns = columns(of: header, known)
    guard faults.isEmpty else { return }
    while let record = records.next() { take(record, columns) }
  }

  private mutating func take(_ record: CSVRecord, _ columns: [RecordField]) {
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

  private mutating func columns(
    of header: CSVRecord, _ known: ImportColumns
  ) -> [RecordField] {
    if let fault = header.fault { faults.add(line: header.line, Refusal(.table(fault))) }
    func note(_ fault: ColumnFault) { faults.add(line: header.line, Refusal(.column(fault))) }
    var columns: [RecordField] = []
    for (index, field) in header.fields.enumerated() {
      let name = field.trimmingCharacters(in: .whitespacesAndNewlines)
      if name.isEmpty {
        note(.nameless(index + 1))
      } else if let column = known.known.first(where: { $0.hasKey(name) }) {
        if columns.contains(column) { note(.repeated(column.rawValue)) }
        columns.append(column)
      } else {
        note(.unknown(name, known: known.known.map(\.rawValue)))
      }
    }
    for group in known.missing(in: columns) { note(.missing(group.map(\.rawValue))) }
    return columns
  }
}

extension RecordField {
  /// A header of that name is the field's, without regard to case.
  fileprivate func hasKey(_ name: String) -> Bool { rawValue.lowercased() == name.lowercased() }
}
