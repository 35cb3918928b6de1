import Foundation

/// One planned moment of one task, and what became of it.
package struct Reminder: Sendable, Hashable {
  package let id: ReminderID
  package let company: CompanyID
  package let task: TaskID
  package let person: PersonID
  package let personEmail: String
  /// The task's date that it was planned for.
  package let date: CivilDate
  package let moment: Date
  package let kind: ReminderKind
  package let state: ReminderState
  /// How often its notice was tried.
  package let attempts: Int
  /// Its notice's, once there is one.
  package let messageID: String?
  /// What the server said last.
  package let reply: String?
}
