import Foundation
import Records

/// The conditions of a search among a company's tasks; nil is any.
package struct TaskQuery: Sendable {
  /// The e-mail of a person who has or had it, removed persons too.
  package var person: String?
  package var state: TaskState?
  package var customer: Reference<CustomerID>?
  package var contact: Reference<ContactID>?
  /// The path of a group; what is below it belongs to it.
  package var group: String?
  /// The first day.
  package var from: CivilDate?
  /// The last day.
  package var to: CivilDate?
  /// Only open ones up to the company's day at that moment.
  package var due: Date?
  /// Words that must all occur in the description, each as any part of a word, without case.
  package var text: String?

  package init() {}

  /// By date, then by id. Throws when the company has no such person, customer, contact or group;
  /// those that were removed it has.
  func list(
    of company: CompanyID, _ page: ListPage<TaskID>, in transaction: Transaction
  ) throws -> RecordList {
    let order = ListOrder(table: "task", columns: ["date", "id"])
    var conditions = SQLFilter()
    conditions.add("task.company =", company)
    try conditions.begin(order, after: page.after, in: transaction) { .notFound($0) }
    conditions.add("task.state =", state)
    if let due {
      let clock = try LocalClock(Company.required(company, in: transaction))
      conditions.add("task.state =", TaskState.open)
      conditions.add("task.date <=", clock.day(at: due.storedSeconds))
    }
    conditions.add("task.date >=", from)
    conditions.add("task.date <=", to)
    try conditions.add(
      "task", customer: customer, contact: contact, group: group, of: company, in: transaction)
    try conditions.add("task.person", isPerson: person, of: company, in: transaction)
    return RecordList(CustomerTask.select, conditions, order, limit: page.limit)
  }
}
