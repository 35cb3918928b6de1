import GRDB
import Records

/// The open tasks of a company, or of one person, from a day on; a page at a time.
struct OpenTasks {
  private static let pageSize = 500

  static let ofCompanySQL = sql(where: "task.company = ?")
  static let ofPersonSQL = sql(where: "task.person = ?")

  private let company: CompanyID
  private let person: PersonID?
  private var last: (date: String, id: Int64)

  init(of company: CompanyID, person: PersonID? = nil, from day: CivilDate) {
    self.company = company
    self.person = person
    last = (day.description, 0)
  }

  /// Nil after the last page.
  mutating func next(in database: Database) throws -> [CustomerTask]? {
    let tasks = try Row.fetchAll(
      database.cachedStatement(sql: person == nil ? Self.ofCompanySQL : Self.ofPersonSQL),
      arguments: [person?.rawValue ?? company.rawValue, last.date, last.id, Self.pageSize]
    ).map(CustomerTask.init(row:))
    guard let final = tasks.last else { return nil }
    last = (final.date.description, final.id.rawValue)
    return tasks
  }

  private static func sql(where owner: String) -> String {
    CustomerTask.select
      + " WHERE \(owner) AND task.state = 'open' AND (task.date, task.id) > (?, ?)"
      + " ORDER BY task.date, task.id LIMIT ?"
  }
}
