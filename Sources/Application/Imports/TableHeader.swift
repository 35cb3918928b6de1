import Foundation
import Records

/// The header of a table: the field of each column, or none. What is wrong with it is in `faults`.
struct TableHeader {
  let line: Int
  private(set) var columns: [RecordField?] = []
  private(set) var faults: [ColumnFault] = []
  /// The columns that have no name, in which nothing may stand.
  private(set) var nameless: Set<Int> = []
  /// So many fields a row has at least: spreadsheets end lines with separators, or don't.
  private(set) var fewest = 0

  init(_ record: CSVRecord, _ known: ImportColumns, _ choices: ColumnChoices) {
    line = record.line
    let names = record.fields.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    let map = Self.map(choices, names, known.known, &faults)
    var unknown: [String] = []
    for (index, name) in names.enumerated() {
      if name.isEmpty { nameless.insert(index) } else { fewest = index + 1 }
      let column = name.isEmpty ? nil : RecordField.named(name, among: known.known)
      if let chosen = map[name.lowercased()] {
        columns.append(chosen)
      } else {
        if column == nil, !name.isEmpty, !choices.ignoresUnknown { unknown.append(name) }
        columns.append(column)
      }
    }
    if !unknown.isEmpty {
      faults.append(.unknown(unknown, known: known.known.map(\.rawValue)))
    }
    note(known)
  }

  private mutating func note(_ known: ImportColumns) {
    let fields = columns.compactMap(\.self)
    for field in known.known where fields.count(where: { $0 == field }) > 1 {
      faults.append(.repeated(field.rawValue))
    }
    faults += known.missing(in: fields).map { .missing($0.map(\.rawValue)) }
  }

  /// The fields by the headers that were chosen for them, without case.
  private static func map(
    _ choices: ColumnChoices, _ names: [String], _ known: [RecordField],
    _ faults: inout [ColumnFault]
  ) -> [String: RecordField?] {
    var map: [String: RecordField?] = [:]
    let present = Set(names.map { $0.lowercased() })
    for entry in choices.map {
      let header = entry.header.lowercased()
      let field = RecordField.named(entry.field, among: known)
      if !present.contains(header) {
        faults.append(.notThere(entry.header))
      } else if field == nil, !entry.field.isEmpty {
        faults.append(.noField(entry.field, known: known.map(\.rawValue)))
      }
      map.updateValue(field, forKey: header)
    }
    return map
  }
}
