import Records

/// Reminders in the transaction.
extension Reminder: OwnedRecord {
  /// Everything that a `Reminder` shows; conditions follow after it. Each reminder is looked at
  /// before its task, so that lists go along an index of reminders.
  static let select = """
    SELECT reminder.*, ifnull(notice.attempts, 0) AS attempts, notice.messageID, notice.reply,
      task.description AS taskDescription,
      (SELECT email FROM person WHERE person.id = reminder.person) AS personEmail
    FROM reminder LEFT JOIN notice ON notice.id = reminder.notice
      CROSS JOIN task ON task.id = reminder.task
    """

  init(row: SQLRow) throws {
    self.init(
      id: row["id"], company: row["company"],
      task: row["task"], taskDescription: row["taskDescription"], person: row["person"],
      personEmail: row["personEmail"], date: try row.known("date"), moment: row["moment"],
      kind: try row.known("kind"), state: try row.known("state"), attempts: row["attempts"],
      messageID: row["messageID"], reply: row["reply"])
  }
}
