import Foundation
import Records

@testable import Store

/// The lists as the model expects them.
extension RecordsModel {
  /// By name.
  func personRows(removed: Bool) -> [Person] {
    persons.values.filter { removed || !$0.removed }
      .sorted { (SortKey($0.name), $0.id.rawValue) < (SortKey($1.name), $1.id.rawValue) }
  }

  /// By name.
  func customerRows(text: String?) -> [Customer] {
    customers.values
      .filter { Self.holds([$0.name, $0.businessID, $0.email, $0.phone, $0.externalID], text) }
      .sorted { (SortKey($0.name), $0.id.rawValue) < (SortKey($1.name), $1.id.rawValue) }
  }

  /// By name.
  func contactRows(customer: CustomerID?, role: String?, text: String?) throws -> [Contact] {
    let customer = try customer.map(survivor)
    return contacts.values.filter { contact in
      let hasRole =
        role.map { ($0.lowercased() as String?) == (contact.role ?? "").lowercased() } ?? true
      return (customer == nil || contact.customer == customer) && hasRole
        && Self.holds(
          [contact.name, contact.role, contact.email, contact.phone, contact.externalID], text)
    }.sorted { (SortKey($0.name), $0.id.rawValue) < (SortKey($1.name), $1.id.rawValue) }
  }

  /// Newest first.
  func documentRows(_ query: DocumentQuery) throws -> [Document] {
    let customer = try query.customer?.id.map(survivor)
    let contact = try query.contact?.id.map(survivor)
    return documents.values.map(shown).filter { document in
      (query.state ?? document.state) == document.state
        && (customer == nil || document.party.customer == customer)
        && (contact == nil || document.party.contact == contact)
        && Self.holds([document.title, document.fileName], query.text)
    }.sorted { ($0.receivedAt, $0.id.rawValue) > ($1.receivedAt, $1.id.rawValue) }
  }

  /// By date.
  func taskRows(_ query: TaskQuery) throws -> [CustomerTask] {
    let customer = try query.customer?.id.map(survivor)
    let contact = try query.contact?.id.map(survivor)
    let groups = try query.group.map { subtree(of: try group(path: $0)) }
    let owners = try owners(query.person)
    return try tasks.keys.compactMap(task).filter { task in
      (query.state ?? task.state) == task.state
        && (customer == nil || task.party.customer == customer)
        && (contact == nil || task.party.contact == contact)
        && (query.from.map { $0 <= task.date } ?? true)
        && (query.to.map { task.date <= $0 } ?? true)
        && (owners.map { $0.contains(task.person) } ?? true)
        && (groups.map { groups in task.group.map(groups.contains) ?? false } ?? true)
        && Self.holds([task.description], query.text)
    }.sorted { ($0.date, $0.id.rawValue) < ($1.date, $1.id.rawValue) }
  }

  /// By moment.
  func reminderRows(_ query: ReminderQuery, among all: [Reminder]) throws -> [Reminder] {
    var concerned = TaskQuery()
    (concerned.customer, concerned.contact) = (query.customer, query.contact)
    (concerned.group, concerned.text) = (query.group, query.text)
    let tasks = Set(try taskRows(concerned).map(\.id))
    let owners = try owners(query.person)
    let clock = try LocalClock(zone: "Europe/Helsinki")
    return all.filter { reminder in
      let day = clock.day(at: reminder.moment.storedSeconds)
      return tasks.contains(reminder.task) && (query.state ?? reminder.state) == reminder.state
        && (owners.map { $0.contains(reminder.person) } ?? true)
        && (query.from.map { $0 <= day } ?? true) && (query.to.map { day <= $0 } ?? true)
    }
  }

  /// Everybody who has or had the address.
  private func owners(_ email: String?) throws -> Set<PersonID>? {
    guard let email else { return nil }
    let found = persons.values.filter { $0.email.lowercased() == email.lowercased() }
    if found.isEmpty { throw ModelRefusal() }
    return Set(found.map(\.id))
  }

  /// Every word is in one of the fields, as any part of a word, without case.
  private static func holds(_ fields: [String?], _ text: String?) -> Bool {
    let all = fields.compactMap(\.self).map { $0.lowercased() }
    return (text ?? "").split(separator: " ").allSatisfy { word in
      all.contains { $0.contains(word.lowercased()) }
    }
  }
}
