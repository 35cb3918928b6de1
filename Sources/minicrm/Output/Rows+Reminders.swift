import Records
import Store

extension OutputRow {
  init(_ reminder: Reminder) {
    add("id", .integer(reminder.id.rawValue))
    add("task", .integer(reminder.task.rawValue))
    add("person", .text(reminder.personEmail))
    add("moment", JSONValue(reminder.moment))
    add("kind", .text(reminder.kind.rawValue))
    add("state", .text(reminder.state.rawValue))
    add("attempts", .integer(Int64(reminder.attempts)))
    add("messageID", JSONValue(reminder.messageID))
    add("reply", JSONValue(reminder.reply))
  }

  init(_ notice: PlannedNotice) {
    add("moment", JSONValue(notice.moment))
    add("localTime", .text(notice.localTime))
    add("person", .text(notice.personEmail))
    add("tasks", .list(notice.tasks.map { .integer($0.rawValue) }))
    add("reason", .text(notice.reason))
  }
}
