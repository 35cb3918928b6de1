import Foundation
import GRDB
import Records

/// Reads notices with all that they say.
struct NoticeReading {
  /// A reminder said later than that is late.
  private static let secondsUntilLate: Int64 = 600
  private static let mostDocuments = 5
  private static let mostEarlier = 20

  let database: Database
  /// Seconds since 1970.
  let now: Int64

  /// `now` in seconds since 1970.
  init(now: Int64, in database: Database) {
    self.database = database
    self.now = now
  }

  init(now: Date, in database: Database) {
    self.init(now: now.storedSeconds, in: database)
  }

  /// A notice with what it still carries, or carried when it was sent.
  func notice(_ id: NoticeID) throws -> Notice {
    let row = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT * FROM notice WHERE id = ?"), arguments: [id.rawValue])
    guard let row else { throw Refusal.notFound(id) }
    let reminders = try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT id, task, moment, kind FROM reminder WHERE notice = ?
            AND state IN ('planned', 'sending', 'retrying', 'sent', 'failed') ORDER BY id
          """), arguments: [id.rawValue])
    return try notice(
      id, of: CompanyID(rawValue: row["company"]), to: PersonID(rawValue: row["person"]),
      messageID: row["messageID"], attempts: row["attempts"], reminders)
  }

  /// `reminders` are rows with id, task, moment and kind.
  func notice(
    _ id: NoticeID, of companyID: CompanyID, to personID: PersonID, messageID: String,
    attempts: Int, _ reminders: [Row]
  ) throws -> Notice {
    let company = try Company.required(companyID, in: database)
    let person = try Person.required(personID, of: company.id, in: database)
    let clock = try LocalClock(company)
    let today = clock.day(at: now)
    let carried = try reminders.map { row in
      (row, try CustomerTask.required(TaskID(rawValue: row["task"]), of: company.id, in: database))
    }
    let namesGroup = carried.contains { $0.1.group != nil }
    let tree = namesGroup ? try GroupTree(of: company.id, in: database) : nil
    let names = try OpaqueNames(in: database)
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
    _ task: CustomerTask, _ row: Row, in company: Company, to person: Person, today: CivilDate,
    notice: NoticeID, tree: GroupTree?, _ names: OpaqueNames
  ) throws -> NoticedTask {
    let party = task.party
    let event = try event(of: task.id)
    let moment: Int64 = row["moment"]
    return NoticedTask(
      reminder: ReminderID(rawValue: row["id"]), task: task.id, description: task.description,
      date: task.date, kind: try row.choice("kind"), daysLeft: today.days(to: task.date),
      moment: row.instant("moment"), isLate: now - moment > Self.secondsUntilLate,
      group: task.group.flatMap { tree?.path(of: $0) },
      customer: try party.customer.flatMap { try Customer.find($0, of: company.id, in: database) },
      contact: try party.contact.flatMap { try Contact.find($0, of: company.id, in: database) },
      documents: try documents(of: party, in: company.id),
      earlierMessageIDs: try earlier(of: task.id, to: person.id, before: notice),
      sequence: event.sequence, calendarName: event.name ?? names.name(of: task.id))
  }

  static let ofContactSQL = documentSQL("contact")
  static let ofCustomerSQL = documentSQL("customer")

  private static func documentSQL(_ column: String) -> String {
    """
    SELECT id, fileName, title FROM document WHERE company = ? AND \(column) = ?
      AND state = 'filed' ORDER BY receivedAt DESC, id DESC LIMIT ?
    """
  }

  private func documents(
    of party: Party, in company: CompanyID
  ) throws -> [NoticedDocument] {
    guard let id = party.contact?.rawValue ?? party.customer?.rawValue else { return [] }
    return try Row.fetchAll(
      database.cachedStatement(
        sql: party.contact == nil ? Self.ofCustomerSQL : Self.ofContactSQL),
      arguments: [company.rawValue, id, Self.mostDocuments]
    ).map { row in
      NoticedDocument(
        id: DocumentID(rawValue: row["id"]), fileName: row["fileName"], title: row["title"])
    }
  }

  private func earlier(
    of task: TaskID, to person: PersonID, before notice: NoticeID
  ) throws -> [String] {
    let ids = try String.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT DISTINCT messageID FROM reminder JOIN notice ON notice.id = reminder.notice
          WHERE task = ? AND +reminder.person = ? AND +reminder.state = 'sent' AND notice.id <> ?
          ORDER BY notice.id
          """), arguments: [task.rawValue, person.rawValue, notice.rawValue])
    return ids.suffix(Self.mostEarlier)
  }

  private func event(of task: TaskID) throws -> (sequence: Int, name: String?) {
    let row = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT sequence, calendarName FROM task WHERE id = ?"),
      arguments: [task.rawValue])
    return (row?["sequence"] ?? 0, row?["calendarName"])
  }
}
