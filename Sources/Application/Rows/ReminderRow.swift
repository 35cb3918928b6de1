import Foundation
import Records

/// A planned moment of a task, and what became of it; the person goes by e-mail address.
package struct ReminderRow: Encodable, Sendable {
  package let id: ReminderID
  package let task: TaskID
  package let person: String
  package let moment: Date
  package let kind: ReminderKind
  package let state: ReminderState
  package let attempts: Int
  package let messageID: String?
  package let reply: String?
  /// For people; no field of the row.
  package let taskDescription: String

  private enum CodingKeys: CodingKey {
    case id, task, person, moment, kind, state, attempts, messageID, reply
  }

  package init(_ reminder: Reminder) {
    id = reminder.id
    task = reminder.task
    person = reminder.personEmail
    moment = reminder.moment
    kind = reminder.kind
    state = reminder.state
    attempts = reminder.attempts
    messageID = reminder.messageID
    reply = reminder.reply
    taskDescription = reminder.taskDescription
  }
}
