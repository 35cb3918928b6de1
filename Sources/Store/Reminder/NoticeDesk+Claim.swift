import Foundation
import GRDB
import Records

/// Taking what is due.
extension NoticeDesk {
  static let dueNoticeSQL = """
    SELECT id FROM notice INDEXED BY noticeDue WHERE dueAt <= ? AND dueAt IS NOT NULL AND waits = 0
      AND (worker IS NULL OR worker NOT IN (SELECT value FROM json_each(?)))
    ORDER BY dueAt LIMIT 1
    """
  static let duePersonSQL = """
    SELECT person FROM reminder INDEXED BY reminderDue
    WHERE state = 'planned' AND notice IS NULL AND waits = 0 AND moment <= ?
    ORDER BY moment LIMIT 1
    """

  /// Makes notices of the reminders that are due, earliest first, and leases them with those that
  /// wait for a try or whose worker was lost. New ones come first, as they say what earlier ones of
  /// the same tasks were still to say. Each look takes something out of what is due. What a worker
  /// that lives holds stays its own, whatever the clock says.
  func claim(_ claim: NoticeClaim, digest: Bool) throws -> [NoticeID] {
    var claimed: [NoticeID] = []
    while claimed.count < claim.limit,
      let person = try Int64.fetchOne(
        database.cachedStatement(sql: Self.duePersonSQL), arguments: [now])
    {
      for tasks in try gather(for: person, digest: digest) {
        // Without digest a person may have more than fit: the next claim takes those.
        let isLeased = claimed.count < claim.limit
        let notice = try makeNotice(of: tasks, claim, isLeased: isLeased)
        if isLeased { claimed.append(notice) }
      }
    }
    let others = try claim.livingJSON
    while claimed.count < claim.limit,
      let id = try Int64.fetchOne(
        database.cachedStatement(sql: Self.dueNoticeSQL), arguments: [now, others])
    {
      let notice = NoticeID(rawValue: id)
      guard let row = try open(notice), try living(notice, row) != nil else { continue }
      try lease(notice, claim)
      claimed.append(notice)
    }
    return claimed
  }

  /// What is left to send in a notice, whose row is `row`; closes it and gives nil when nothing is.
  func living(_ notice: NoticeID, _ row: Row) throws -> [NoticeMember]? {
    let members = try stillWanted(
      NoticeMember.of(notice, in: database), wereTried: row["attempts"] > 0)
    guard !members.isEmpty else {
      try close(notice, as: .cancelled)
      return nil
    }
    // Where it waited, the last try may come late, but not when nobody expects it any more.
    let lasting = Int64(Self.daysUntilMissed) * 86_400
    guard let end = row["giveUpAt"] as Int64?, now - lasting > end else { return members }
    try fail(notice, members, reply: row["reply"], byTime: true)
    return nil
  }

  private func lease(_ notice: NoticeID, _ claim: NoticeClaim) throws {
    try execute(
      "UPDATE notice SET worker = ?, dueAt = ? WHERE id = ?",
      [claim.worker, end(of: claim), notice.rawValue])
  }

  private func end(of claim: NoticeClaim) -> Int64 {
    max(claim.until.storedSeconds, now + 1)
  }

  /// All that is due for a person, notice by notice, task by task: the due reminders of each,
  /// earliest first.
  private func gather(for person: Int64, digest: Bool) throws -> [[[NoticeMember]]] {
    let due = try stillWanted(
      NoticeMember.due(of: person, at: now, in: database), wereTried: false)
    let byTask = Dictionary(grouping: due, by: \.task)
    let tasks = byTask.keys.sorted { $0.rawValue < $1.rawValue }.compactMap { byTask[$0] }
    guard !tasks.isEmpty else { return [] }
    return digest ? [tasks] : tasks.map { [$0] }
  }

  /// `tasks` holds the due reminders of each task, earliest first: only the last goes, the others
  /// are merged into it.
  private func makeNotice(
    of tasks: [[NoticeMember]], _ claim: NoticeClaim, isLeased: Bool
  ) throws -> NoticeID {
    let lasts = tasks.compactMap(\.last)
    guard let latest = lasts.max(by: { $0.moment < $1.moment }) else {
      preconditionFailure("a notice without reminders")
    }
    let random = UInt128.random(in: 0 ... .max)
    let token = String(random, radix: 32)
    try execute(
      """
      INSERT INTO notice (company, person, moment, messageID, worker, dueAt)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        latest.company.rawValue, latest.person.rawValue, latest.moment,
        "<\(token)@\(claim.domain)>", isLeased ? claim.worker : nil,
        isLeased ? end(of: claim) : now,
      ])
    let notice = NoticeID(rawValue: database.lastInsertedRowID)
    for task in tasks {
      for member in task {
        let state: ReminderState = member.id == task.last?.id ? .planned : .merged
        try execute(
          "UPDATE reminder SET notice = ?, state = ? WHERE id = ?",
          [notice.rawValue, state.rawValue, member.id])
      }
      if let last = task.last { try mergeEarlier(of: last.task, person: last.person, into: notice) }
    }
    return notice
  }

  /// An earlier reminder of the task that still waits for another try has nothing more to say.
  private func mergeEarlier(
    of task: TaskID, person: PersonID, into notice: NoticeID
  ) throws {
    try execute(
      """
      UPDATE reminder SET state = 'merged', notice = ?1
      WHERE task = ?2 AND person = ?3 AND notice <> ?1 AND (state = 'retrying' OR
        (state = 'planned' AND notice IS NOT NULL))
        AND EXISTS (SELECT 1 FROM notice AS other WHERE other.id = reminder.notice
            AND other.worker IS NULL AND other.dueAt IS NOT NULL)
      """, [notice.rawValue, task.rawValue, person.rawValue])
  }
}
