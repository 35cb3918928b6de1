import Foundation
import Records
import Store

/// A reminder of a task as a person is shown it.
package struct ShownReminder: Sendable {
  package let moment: Date
  package let state: ReminderState
  /// Why then, in the person's language; nil where the plan has changed since.
  package let reason: String?
  /// The mail server's last reply.
  package let reply: String?
}

extension Workplace {
  /// By moment, the planned ones and what became of others.
  package func reminders(of task: TaskID, at now: Date) async throws -> [ShownReminder] {
    var query = ReminderQuery()
    query.task = task
    let reminders = try await refusing { try await scope.reminders(query) }
    guard let known = try await scope.task(task), let person = try await scope.person(known.person)
    else { return [] }
    let rule = try ReminderRule(
      days: known.reminderDays, person: person, company: company, defaults: scope.reminders,
      clock: LocalClock(company))
    var reason = PlanReason(rule: rule, company: company, now: now.storedSeconds)
    reason.language = language
    let moments = Dictionary(
      rule.moments(for: known.date).map { ($0.moment, $0.daysBefore) }
    ) { first, _ in first }
    return reminders.map { reminder in
      let seconds = reminder.moment.storedSeconds
      let why = reason.text(
        daysBefore: moments[seconds] ?? nil, date: reminder.date, moment: seconds)
      let isPlanned = reminder.state == .planned
      return ShownReminder(
        moment: reminder.moment, state: reminder.state,
        reason: isPlanned || moments[seconds] != nil ? why : nil, reply: reminder.reply)
    }
  }

  /// The company's persons, removed ones left out.
  package func persons() async throws -> [PersonRow] {
    try await refusing { try await scope.persons().map(PersonRow.init) }
  }
}
