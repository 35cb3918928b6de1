import Foundation
import Records
import Store

/// A person at work in a company at a moment: each verb is one change, as the company's rules have
/// it, and is undone from its log entries. Refusals come as themselves.
package struct ActingPerson: Sendable {
  package let workplace: Workplace
  let company: ActingCompany
  private let trail: ChangeTrail

  init(_ workplace: Workplace, at now: Date) {
    self.workplace = workplace
    trail = ChangeTrail()
    company = workplace.scope.acting(
      as: .person(workplace.membership.person.id), at: now, leaving: trail)
  }

  package var now: Date { company.now }

  /// The first and the last log entry of the changes; nil where nothing was changed.
  package var entries: ClosedRange<LogNumber>? {
    let entries = trail.entries
    guard let first = entries.min(), let last = entries.max() else { return nil }
    return first...last
  }

  /// Undoes the person's own changes, from their entries, as far as the person may make such ones
  /// now.
  package func undo(_ entries: ClosedRange<LogNumber>) async throws {
    let kinds = workplace.undoableKinds
    try await refusing { try await company.undo(entries, of: kinds) }
  }

  /// A refusal comes as itself, whatever the store wraps it in.
  func refusing<Value>(_ body: () async throws -> Value) async throws -> Value {
    try await workplace.refusing(body)
  }
}

extension Workplace {
  /// The kinds of the changes that the person may undo now.
  var undoableKinds: Set<LogKind> {
    let kinds = company.active ? LogKind.undoable : LogKind.ofAdmins
    return membership.person.role.mayAdminister ? kinds : kinds.subtracting(LogKind.ofAdmins)
  }

  /// Some of the person's own changes, which entries tell of, can be undone.
  package func canUndo(_ entries: ClosedRange<LogNumber>) async throws -> Bool {
    try await refusing {
      try await scope.canUndo(
        entries, of: undoableKinds, by: .person(membership.person.id))
    }
  }

  /// The person of the workplace as one who changes something.
  package func acting(at now: Date) -> ActingPerson { ActingPerson(self, at: now) }
}

/// All that a person typed which the rules refuse; nothing was changed.
package struct Refusals: Error, Sendable {
  package let all: [Refusal]

  package init(_ all: [Refusal]) { self.all = all }

  /// Throws where there are faults.
  static func check(_ note: (inout FieldFaults) -> Void) throws(Refusals) {
    var faults = FieldFaults()
    note(&faults)
    if !faults.errors.isEmpty { throw Refusals(faults.errors) }
  }
}
