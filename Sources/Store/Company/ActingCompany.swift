import Foundation
import Records

/// A company with who acts in it, and when: bound once, where a request or a command enters. Every
/// change of the company's records hangs off this.
package struct ActingCompany: Sendable {
  package let scope: CompanyScope
  package let actor: Actor
  package let now: Date
  /// Gets the numbers of the entries of each change; nil where nobody asks for them.
  let trail: ChangeTrail?

  var id: CompanyID { scope.id }

  /// One change of the company's records, in one transaction with its log entries. Refused where
  /// the company has its Mini-CRM switched off, unless that `isAllowedWhenOff`.
  func change<Value: Sendable>(
    allowedWhenOff isAllowedWhenOff: Bool = false,
    _ body: @escaping @Sendable (RecordedChange) throws -> Value
  ) async throws(StoreError) -> Value {
    let acting = self
    let (value, entries) = try await scope.engine.write { transaction in
      let change = try acting.recorded(in: transaction, allowedWhenOff: isAllowedWhenOff)
      return (try body(change), change.entries)
    }
    trail?.add(entries)
    return value
  }

  /// The change under way in a transaction.
  func recorded(
    in transaction: Transaction, allowedWhenOff isAllowedWhenOff: Bool = false
  ) throws -> RecordedChange {
    let change = try RecordedChange(
      of: id, by: actor, at: now, keepsEdits: trail != nil, in: transaction)
    if !isAllowedWhenOff { try change.requireSwitchedOn() }
    return change
  }

  func planning(_ change: RecordedChange) throws -> ReminderPlanning {
    try ReminderPlanning(
      change.record, defaults: scope.reminders, now: now, in: change.transaction)
  }
}

extension CompanyScope {
  package func acting(
    as actor: Actor, at now: Date, leaving trail: ChangeTrail? = nil
  ) -> ActingCompany {
    ActingCompany(scope: self, actor: actor, now: now, trail: trail)
  }
}
