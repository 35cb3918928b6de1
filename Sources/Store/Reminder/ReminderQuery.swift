import Records

/// The conditions of a search among reminders; nil is any.
package struct ReminderQuery: Sendable {
  package var state: ReminderState?
  package var task: TaskID?
  /// The e-mail of a person who is or was to be reminded, removed persons too.
  package var person: String?
  /// Whom the task concerns.
  package var customer: Reference<CustomerID>?
  package var contact: Reference<ContactID>?
  /// The path of the task's group; what is below it belongs to it.
  package var group: String?
  /// The first and the last day of the moment, in the company's zone, or in UTC where the reminders
  /// of all companies are asked for.
  package var from: CivilDate?
  package var to: CivilDate?
  /// Words that must all occur in the task's description, each as any part of a word, without case.
  package var text: String?

  package init(state: ReminderState? = nil) { self.state = state }

  /// By moment, then by id; of all companies when none is named. Throws when the company has no
  /// such person, customer, contact or group; those that were removed it has, and nobody has any
  /// where no company is named.
  func list(
    of company: CompanyID?, _ page: ListPage<ReminderID>, in transaction: Transaction
  ) throws -> RecordList {
    let order = ListOrder(table: "reminder", columns: ["moment", "id"])
    var filter = SQLFilter()
    filter.add("reminder.company =", company)
    try filter.begin(order, after: page.after, in: transaction) { .notFound($0) }
    filter.add("reminder.state =", state)
    filter.add("reminder.task =", task)
    if let company {
      try filter.add("reminder.moment", from: from, to: to, of: company, in: transaction)
      try filter.add(
        "task", customer: customer, contact: contact, group: group, of: company, in: transaction)
      // A plus keeps the index in the list's order from being passed over for one by person.
      try filter.add("+reminder.person", isPerson: person, of: company, in: transaction)
    } else {
      try refuseNames()
      filter.add("reminder.moment", from: from, to: to, by: try LocalClock(zone: "UTC"))
    }
    return RecordList(Reminder.select, filter, order, limit: page.limit)
  }

  /// Names are a company's.
  private func refuseNames() throws(Refusal) {
    if let customer { throw customer.notFound(.customer) }
    if let contact { throw contact.notFound(.contact) }
    if let group { throw Refusal(.group, group, .absent(.unknown)) }
    if let person { throw Refusal(.person, person, .absent(.nobodyHadAddress)) }
  }

  /// Tells whether a row of the list has the words that the query asks for.
  var fits: @Sendable (SQLRow) -> Bool {
    let words = TextWords(text ?? "")
    return { words.allOccur(in: $0["taskDescription"]) }
  }
}
