import Records

/// The conditions of a list, all of which must be met.
struct SQLFilter {
  /// The clause that follows after SELECT … FROM …: nothing, or WHERE ….
  private(set) var sql: SQL = ""
  private var isEmpty = true

  /// Adds a comparison, `task.date >=`, with a value; nothing when there is no value.
  mutating func add(_ comparison: String, _ value: (some SQLBindable)?) {
    guard let value else { return }
    add("\(raw: comparison) \(value)")
  }

  /// Adds that a column has one of these values; nothing when nil is given.
  mutating func add(_ column: String, isOneOf values: [some SQLBindable]?) {
    guard let values else { return }
    add("\(raw: column) IN \(oneOf: values)")
  }

  /// Adds that an instant is of these days, both included, in the company's zone.
  mutating func add(
    _ column: String, from: CivilDate?, to: CivilDate?, of company: CompanyID,
    in transaction: Transaction
  ) throws {
    guard from != nil || to != nil else { return }
    try add(column, from: from, to: to, by: LocalClock(Company.required(company, in: transaction)))
  }

  /// The same by a clock that is at hand.
  mutating func add(_ column: String, from: CivilDate?, to: CivilDate?, by clock: LocalClock) {
    add("\(column) >=", from.map(clock.start(of:)))
    add("\(column) <", to.map(clock.end(of:)))
  }

  mutating func add(_ condition: SQL) {
    sql += "\(raw: isEmpty ? " WHERE " : " AND ")\(condition)"
    isEmpty = false
  }
}
