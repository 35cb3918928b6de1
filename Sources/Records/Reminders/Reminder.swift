import Foundation

/// One planned moment of one task, and what became of it.
package struct Reminder: Sendable, Hashable {
  package let id: ReminderID
  package let company: CompanyID
  package let task: TaskID
  package let taskDescription: String
  package let person: PersonID
  package let personEmail: String
  /// The task's date that it was planned for.
  package let date: CivilDate
  package let moment: Date
  package let kind: ReminderKind
  package let state: ReminderState
  /// The number of tries of the reminder's notice.
  package let attempts: Int
  /// Its notice's, once there is one.
  package let messageID: String?
  /// The server's last reply.
  package let reply: String?

  package init(
    id: ReminderID, company: CompanyID, task: TaskID, taskDescription: String, person: PersonID,
    personEmail: String, date: CivilDate, moment: Date, kind: ReminderKind, state: ReminderState,
    attempts: Int,
    messageID: String?, reply: String?
  ) {
    self.id = id
    self.company = company
    self.task = task
    self.taskDescription = taskDescription
    self.person = person
    self.personEmail = personEmail
    self.date = date
    self.moment = moment
    self.kind = kind
    self.state = state
    self.attempts = attempts
    self.messageID = messageID
    self.reply = reply
  }
}
