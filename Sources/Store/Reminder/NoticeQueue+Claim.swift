import Foundation
import Records

/// Taking what is due.
extension NoticeQueue {
  /// The next notice that is due and whose worker, where it has one, is none of these.
  static func dueNotice(at now: Int64, notOf workers: String) -> SQL {
    """
    SELECT id FROM notice INDEXED BY noticeDue WHERE dueAt <= \(now)
      AND dueAt IS NOT NULL AND waits = 0
      AND (worker IS NULL OR worker NOT IN (SELECT value FROM json_each(\(workers))))
    ORDER BY dueAt LIMIT 1
    """
  }

  static func duePerson(at now: Int64) -> SQL {
    """
    SELECT person FROM reminder INDEXED BY reminderDue
    WHERE state = 'planned' AND notice IS NULL AND waits = 0 AND moment <= \(now)
    ORDER BY moment LIMIT 1
    """
  }

  /// Makes notices of the reminders that are due, earliest first, and leases them with those that
  /// wait for a try or whose worker was lost. New ones come first, as they say what earlier ones of
  /// the same tasks were still to say. Each look takes something out of what is due. What a worker
  /// that lives holds stays its own, whatever the clock says.
  func claim(_ claim: NoticeClaim, digest: Bool) throws -> [NoticeID] {
    var claimed: [NoticeID] = []
    while claimed.count < claim.limit,
      let person = try transaction.value(Self.duePerson(at: now), as: PersonID.self)
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
      let notice = try transaction.value(
        Self.dueNotice(at: now, notOf: others), as: NoticeID.self)
    {
      guard let row = try open(notice), try living(notice, row) != nil else { continue }
      try lease(notice, claim)
      claimed.append(notice)
    }
    return claimed
  }

  /// The reminders that are left to send in a notice, whose row is `row`; where none is, closes the
  /// notice and gives nil.
  func living(_ notice: NoticeID, _ row: SQLRow) throws -> [NoticeMember]? {
    let members = try stillWanted(
      NoticeMember.of(notice, in: transaction), wereTried: row["attempts"] > 0)
    guard !members.isEmpty else {
      try close(notice, as: .cancelled)
      return nil
    }
    // The last try of a notice that waited may come late, but not when nobody expects it any more.
    let lasting = Int64(Self.daysUntilMissed) * 86_400
    guard let end = row["giveUpAt"] as Int64?, now - lasting > end else { return members }
    try fail(notice, members, reply: row["reply"], byTime: true)
    return nil
  }

  private func lease(_ notice: NoticeID, _ claim: NoticeClaim) throws {
    try transaction.run(
      """
      UPDATE notice SET worker = \(claim.worker), dueAt = \(end(of: claim)) WHERE id = \(notice)
      """)
  }

  private func end(of claim: NoticeClaim) -> Int64 {
    max(claim.until.storedSeconds, now + 1)
  }

  /// All that is due for a person, notice by notice, task by task: the due reminders of each,
  /// earliest first.
  private func gather(for person: PersonID, digest: Bool) throws -> [[[NoticeMember]]] {
    let due = try stillWanted(
      NoticeMember.due(of: person, at: now, in: transaction), wereTried: false)
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
    try transaction.run(
      """
      INSERT INTO notice (company, person, moment, messageID, worker, dueAt)
      VALUES (\(latest.company), \(latest.person), \(latest.moment),
        \("<\(token)@\(claim.domain)>"), \(isLeased ? claim.worker : nil),
        \(isLeased ? end(of: claim) : now))
      """)
    let notice = transaction.inserted(NoticeID.self)
    for task in tasks {
      for member in task {
        let state: ReminderState = member.id == task.last?.id ? .planned : .merged
        try transaction.run(
          "UPDATE reminder SET notice = \(notice), state = \(state) WHERE id = \(member.id)")
      }
      if let last = task.last { try mergeEarlier(of: last.task, person: last.person, into: notice) }
    }
    return notice
  }

  /// An earlier reminder of the task that still waits for another try has nothing more to say.
  private func mergeEarlier(
    of task: TaskID, person: PersonID, into notice: NoticeID
  ) throws {
    try transaction.run(
      """
      UPDATE reminder SET state = 'merged', notice = \(notice)
      WHERE task = \(task) AND person = \(person) AND notice <> \(notice) AND (state = 'retrying' OR
        (state = 'planned' AND notice IS NOT NULL))
        AND EXISTS (SELECT 1 FROM notice AS other WHERE other.id = reminder.notice
            AND other.worker IS NULL AND other.dueAt IS NOT NULL)
      """)
  }
}
