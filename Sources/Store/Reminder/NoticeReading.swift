import Foundation
import Records

/// Reads notices with all that they say.
struct NoticeReading {
  /// A reminder said later than that is late.
  private static let secondsUntilLate: Int64 = 600
  private static let mostDocuments = 5
  private static let mostEarlier = 20

  let transaction: Transaction
  /// Seconds since 1970.
  let now: Int64

  /// `now` in seconds since 1970.
  init(now: Int64, in transaction: Transaction) {
    self.transaction = transaction
    self.now = now
  }

  init(now: Date, in transaction: Transaction) {
    self.init(now: now.storedSeconds, in: transaction)
  }

  /// A notice with what it still carries, or carried when it was sent.
  func notice(_ id: NoticeID) throws -> Notice {
    let row = try transaction.row("SELECT * FROM notice WHERE id = \(id)")
    guard let row else { throw Refusal.notFound(id) }
    let reminders = try transaction.rows(
      """
      SELECT id, task, moment, kind FROM reminder WHERE notice = \(id)
        AND state IN ('planned', 'sending', 'retrying', 'sent', 'failed') ORDER BY id
      """)
    return try notice(
      id, of: row["company"], to: row["person"],
      messageID: row["messageID"], attempts: row["attempts"], reminders)
  }

  /// `reminders` are rows with id, task, moment and kind.
  func notice(
    _ id: NoticeID, of companyID: CompanyID, to personID: PersonID, messageID: String,
    attempts: Int, _ reminders: [SQLRow]
  ) throws -> Notice {
    let company = try Company.required(companyID, in: transaction)
    let person = try Person.required(personID, of: company.id, in: transaction)
    let clock = try LocalClock(company)
    let today = clock.day(at: now)
    let carried = try reminders.map { row in
      (row, try CustomerTask.required(row["task"], of: company.id, in: transaction))
    }
    let namesGroup = carried.contains { $0.1.group != nil }
    let tree = namesGroup ? try GroupTree(of: company.id, in: transaction) : nil
    let names = try OpaqueNames(in: transaction)
    let tasks = try carried.map { row, task in
      try noticed(task, row, in: company, to: person, today: today, notice: id, tree: tree, names)
    }
    return Notice(
      id: id, company: company.id, companyName: TextLimit.name.cut(company.name),
      companyLanguage: company.language, listName: names.name(of: company.id),
      secondsFromUTC: Int(clock.offset(at: now)), person: person.id,
      personName: TextLimit.name.cut(person.name), personEmail: person.email,
      language: person.language ?? company.language,
      moment: tasks.map(\.moment).max() ?? Date(timeIntervalSince1970: TimeInterval(now)),
      attempts: attempts, messageID: messageID,
      tasks: tasks.sorted { ($0.date, $0.task.rawValue) < ($1.date, $1.task.rawValue) })
  }

  private func noticed(
    _ task: CustomerTask, _ row: SQLRow, in company: Company, to person: Person, today: CivilDate,
    notice: NoticeID, tree: GroupTree?, _ names: OpaqueNames
  ) throws -> NoticedTask {
    let party = task.party
    let event = try event(of: task.id)
    let moment: Int64 = row["moment"]
    return NoticedTask(
      reminder: row["id"], task: task.id, description: task.description,
      date: task.date, kind: try row.known("kind"), daysLeft: today.days(to: task.date),
      moment: row["moment"], isLate: now - moment > Self.secondsUntilLate,
      group: task.group.flatMap { tree?.path(of: $0) },
      customer: try party.customer.flatMap {
        try Customer.find($0, of: company.id, in: transaction)
      },
      contact: try party.contact.flatMap { try Contact.find($0, of: company.id, in: transaction) },
      documents: try documents(of: party, in: company.id),
      earlierMessageIDs: try earlier(of: task.id, to: person.id, before: notice),
      sequence: event.sequence, calendarName: event.name ?? names.name(of: task.id))
  }

  /// The newest documents of a contact, else of a customer; nil for nobody's.
  static func documents(of party: Party, in company: CompanyID) -> SQL? {
    let owner: SQL? =
      party.contact.map { "contact = \($0)" } ?? party.customer.map { "customer = \($0)" }
    return owner.map { owner in
      """
      SELECT id, fileName, title FROM document WHERE company = \(company) AND \(owner)
        AND state = 'filed' ORDER BY receivedAt DESC, id DESC LIMIT \(mostDocuments)
      """
    }
  }

  private func documents(
    of party: Party, in company: CompanyID
  ) throws -> [NoticedDocument] {
    guard let newest = Self.documents(of: party, in: company) else { return [] }
    return try transaction.rows(newest).map { row in
      NoticedDocument(
        id: row["id"], fileName: row["fileName"], title: row["title"])
    }
  }

  private func earlier(
    of task: TaskID, to person: PersonID, before notice: NoticeID
  ) throws -> [String] {
    let ids = try transaction.values(
      """
      SELECT DISTINCT messageID FROM reminder JOIN notice ON notice.id = reminder.notice
      WHERE task = \(task) AND +reminder.person = \(person) AND +reminder.state = 'sent' AND
        notice.id <> \(notice)
      ORDER BY notice.id
      """, as: String.self)
    return ids.suffix(Self.mostEarlier)
  }

  private func event(of task: TaskID) throws -> (sequence: Int, name: String?) {
    let row = try transaction.row("SELECT sequence, calendarName FROM task WHERE id = \(task)")
    return (row?["sequence"] ?? 0, row?["calendarName"])
  }
}
