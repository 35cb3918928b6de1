/// What an import is going to do, made before anything is changed: a step for each row, and
/// everything that is wrong with any of them.
struct ImportPlan<New, Record> {
  enum Step {
    case add(New)
    case edit(Record, into: Record)
  }

  private(set) var steps: [Step] = []
  private(set) var faults: ImportFaults
  /// The lines that external ids were found on.
  private var lines: [String: Int] = [:]

  init(faults: ImportFaults) { self.faults = faults }

  /// Asks what a row asks for. `step` is given the row's external id as it is stored, notes what
  /// it refuses, and then need not return a step.
  mutating func take<Fields>(
    _ row: ImportRow<Fields>, _ step: (String?, inout FieldFaults) throws -> Step?
  ) rethrows {
    var found = FieldFaults()
    var externalID = found.checked(row.externalID, FieldRule.rowExternalID)
    if !found.errors.isEmpty { externalID = nil }
    if let externalID {
      if let line = lines[externalID] {
        found.note(.refused("externalID \(externalID)", "line \(line) has it too", "keep one"))
      } else {
        lines[externalID] = row.line
      }
    }
    let step = try step(externalID, &found)
    for error in found.errors { faults.add(line: row.line, error.description) }
    if let step, faults.isEmpty { steps.append(step) }
  }

  /// Carries the plan out: every step, or none when there is a fault. `edit` says whether it
  /// changed anything.
  func carriedOut(
    add: (New) throws -> Void, edit: (Record, Record) throws -> Bool
  ) rethrows -> ImportOutcome {
    guard faults.isEmpty else { return .refused(faults) }
    var tally = ImportTally()
    for step in steps {
      switch step {
      case .add(let new):
        try add(new)
        tally.added += 1
      case .edit(let old, let new):
        if try edit(old, new) { tally.updated += 1 } else { tally.unchanged += 1 }
      }
    }
    return .imported(tally)
  }
}
