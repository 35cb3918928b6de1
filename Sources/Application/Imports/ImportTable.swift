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
      faults.add(line: 1, "the file is empty; its first line has to name the columns")
      return
    }
    let columns = columns(of: header)
    guard faults.isEmpty else { return }
    while let record = records.next() { take(record, columns) }
  }

  private mutating func take(_ record: CSVRecord, _ columns: [Column]) {
    if let fault = record.fault {
      faults.add(line: record.line, fault)
    } else if record.fields.count != columns.count {
      faults.add(
        line: record.line,
        "the header names \(columns.count) columns, the row has \(record.fields.count)")
    } else {
      let values = Dictionary(zip(columns, record.fields), uniquingKeysWith: { first, _ in first })
      rows.append(Row(line: record.line, values: values))
    }
  }

  private mutating func columns(of header: CSVRecord) -> [Column] {
    if let fault = header.fault { faults.add(line: header.line, fault) }
    var columns: [Column] = []
    for (index, field) in header.fields.enumerated() {
      let name = field.trimmingCharacters(in: .whitespacesAndNewlines)
      if name.isEmpty {
        faults.add(line: header.line, "column \(index + 1) has no name")
      } else if let column = Self.column(name) {
        if columns.contains(column) {
          faults.add(line: header.line, "the column \(column.rawValue) is there twice")
        }
        columns.append(column)
      } else {
        faults.add(
          line: header.line,
          "unknown column “\(Self.shown(name))”; there are \(Self.names(Array(Column.allCases)))")
      }
    }
    for group in Column.required(besides: Set(columns))
    where !group.contains(where: columns.contains) {
      faults.add(line: header.line, "the column \(Self.names(group, "or")) is missing")
    }
    return columns
  }

  private static func column(_ name: String) -> Column? {
    Column.allCases.first { $0.rawValue.lowercased() == name.lowercased() }
  }

  private static func names(_ columns: [Column], _ conjunction: String = "and") -> String {
    let names = columns.map(\.rawValue)
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
  }

  /// For error lines: bounded and without control characters.
  private static func shown(_ text: String) -> String {
    String(
      TextLimit.shown.beginning(of: text).map {
        $0.unicodeScalars.contains { $0.properties.generalCategory == .control }
          ? "\u{FFFD}" : $0
      })
  }
}
