import Foundation
import Records

/// Writes what became of reminders into the company's log, one entry a task.
struct ReminderRecord {
  let transaction: Transaction
  /// Seconds since 1970.
  let now: Int64

  /// `person` is who was, or was to be, reminded; `reply` is the server's.
  func log(
    _ kind: LogKind, of id: TaskID, to person: PersonID, in company: CompanyID,
    reply: String? = nil
  ) throws {
    let task = try CustomerTask.required(id, of: company, in: transaction)
    let logText = LogText(try Company.language(of: company, in: transaction))
    let name = try person.storedName(of: company, in: transaction)
    let event = LogEvent(
      kind: kind, person: person, party: task.party, task: id,
      text: logText.reminder(kind, of: task, to: name, reply: reply))
    try transaction.append(
      event, to: company, at: Date(timeIntervalSince1970: TimeInterval(now)))
  }
}
