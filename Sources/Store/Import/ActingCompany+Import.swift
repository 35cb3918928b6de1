import Foundation
import Records

/// The change that one row asks for.
enum RowStep<New, Record: Equatable> {
  case add(New)
  case edit(Record, into: Record)

  var effect: ImportEffect {
    switch self {
    case .add: .added
    case .edit(let old, let new): old == new ? .unchanged : .updated
    }
  }
}

extension ActingCompany {
  /// Imports records, and delivers what came of it. `step` is given a row's fields and its external
  /// id as it is stored, notes what it refuses, and then need not return a step; `carry` carries
  /// the step out.
  func importRecords<Fields, New, Record>(
    _ batch: ImportBatch<Fields>, _ kind: ImportSource.Kind, _ manner: ImportManner,
    deliver: Delivery<ImportOutcome>,
    step:
      @escaping @Sendable (
        Fields, String?, RecordedChange, inout FieldFaults
      ) throws -> RowStep<New, Record>?,
    carry: @escaping @Sendable (RowStep<New, Record>, RecordedChange) throws -> ImportEffect
  ) async throws -> ImportOutcome {
    let (acting, rows) = (self, batch.rows)
    return try await ImportRun<Fields>(
      source: ImportSource(company: id, kind: kind, file: batch.file), engine: scope.engine,
      now: now,
      open: {
        var rest = rows.makeIterator()
        return { () throws(StoreError) in rest.next().map(ImportLine.row) }
      },
      checker: { transaction in
        let change = try acting.recorded(in: transaction)
        var lines: [String: Int] = [:]
        return { row in
          var faults = FieldFaults()
          let externalID = row.externalID(&faults)
          if let externalID {
            if let line = lines[externalID] {
              faults.note(Refusal(.externalID, externalID, .taken(.byLine(line))))
            } else {
              lines[externalID] = row.line
            }
          }
          let step = try step(row.fields, externalID, change, &faults)
          return RowCheck(faults, step?.effect ?? .unchanged)
        }
      },
      writer: { transaction in
        let change = try acting.recorded(in: transaction)
        return { row in
          var faults = FieldFaults()
          let step = try step(row.fields, row.externalID(&faults), change, &faults)
          if let first = faults.errors.first { throw first }
          guard let step else { preconditionFailure("a row without a fault asks for nothing") }
          return try carry(step, change)
        }
      }, faults: batch.faults, manner: manner
    ).run(deliver)
  }
}

extension ImportRow {
  /// As it is stored; nil when there is none, or it is refused, which is noted.
  fileprivate func externalID(_ faults: inout FieldFaults) -> String? {
    let before = faults.errors.count
    let checked = faults.checked(externalID, FieldRule.rowExternalID)
    return faults.errors.count == before ? checked : nil
  }
}
