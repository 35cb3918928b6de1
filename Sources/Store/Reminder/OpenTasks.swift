import Records

/// The open tasks of a company, or of one person, from a day on; a page at a time.
struct OpenTasks {
  private static let pageSize = 500

  private let company: CompanyID
  private let person: PersonID?
  private var last: (date: String, id: Int64)

  init(of company: CompanyID, person: PersonID? = nil, from day: CivilDate) {
    self.company = company
    self.person = person
    last = (day.description, 0)
  }

  /// Nil after the last page.
  mutating func next(in transaction: Transaction) throws -> [CustomerTask]? {
    let tasks = try transaction.rows(sql).map(CustomerTask.init(row:))
    guard let final = tasks.last else { return nil }
    last = (final.date.description, final.id.rawValue)
    return tasks
  }

  /// The next page.
  var sql: SQL {
    let owner: SQL = person.map { "task.person = \($0)" } ?? "task.company = \(company)"
    return """
      \(raw: CustomerTask.select) WHERE \(owner) AND task.state = 'open'
        AND (task.date, task.id) > (\(last.date), \(last.id))
      ORDER BY task.date, task.id LIMIT \(Self.pageSize)
      """
  }
}
