import Foundation
import Records

/// Companies in the transaction.
extension Company {
  init(row: SQLRow) throws {
    self.init(
      id: row["id"], slug: row["slug"], name: row["name"],
      businessID: row["businessID"], language: try row.known("language"),
      timeZone: try row.known("timeZone"), token: row["token"],
      reminderDays: try StoredDays.decoded(row["reminderDays"]),
      reminderAt: try row.known("reminderAt"),
      reminderWorkdays: row["reminderWorkdays"], active: row["active"])
  }

  /// By slug.
  static func list(
    _ page: ListPage<CompanyID>, in transaction: Transaction
  ) throws -> RecordList {
    let order = ListOrder(table: "company", columns: ["slug", "id"])
    var filter = SQLFilter()
    try filter.begin(order, after: page.after, in: transaction) { .notFound($0) }
    return RecordList("SELECT * FROM company", filter, order, limit: page.limit)
  }

  static func find(_ id: CompanyID, in transaction: Transaction) throws -> Company? {
    try transaction.row("SELECT * FROM company WHERE id = \(id)").map(Company.init(row:))
  }

  static func required(_ id: CompanyID, in transaction: Transaction) throws -> Company {
    guard let company = try Company.find(id, in: transaction) else {
      throw Refusal.notFound(id)
    }
    return company
  }

  static func find(slug: String, in transaction: Transaction) throws -> Company? {
    try transaction.row("SELECT * FROM company WHERE slug = \(slug)").map(Company.init(row:))
  }

  /// The language that a company's log is written in.
  static func language(of id: CompanyID, in transaction: Transaction) throws -> Language {
    let row = try transaction.row("SELECT language FROM company WHERE id = \(id)")
    guard let row else { throw Refusal.notFound(id) }
    return try row.known("language")
  }

  /// Writes the fields that an edit may have changed.
  func update(in transaction: Transaction) throws {
    try transaction.run(
      """
      UPDATE company
      SET slug = \(slug), name = \(name), businessID = \(businessID), language = \(language),
        timeZone = \(timeZone),
        reminderDays = \(StoredDays.encoded(reminderDays)), reminderAt = \(reminderAt),
          reminderWorkdays = \(reminderWorkdays), active = \(active)
      WHERE id = \(id)
      """)
  }
}
