import Foundation
import Records

@testable import Store

extension RecordsModel {
  mutating func add(_ new: NewPerson, by actor: PersonID?) throws -> Person {
    if (try? person(email: new.email)) != nil { throw ModelRefusal() }
    let person = Person(
      id: newID(), company: company, companySlug: slug, name: try Self.trimmedName(new.name),
      email: try Self.email(new.email), language: new.language, reminderDays: nil,
      reminderAt: nil, removed: false)
    // Nobody has added themselves.
    try note(Entry(kind: .personAdded, meant: person.id), by: actor)
    persons[person.id] = person
    return person
  }

  mutating func edit(_ id: PersonID, _ change: PersonChange, by actor: PersonID?) throws
    -> Person
  {
    guard let old = persons[id], !old.removed else { throw ModelRefusal() }
    let new = Person(
      id: id, company: company, companySlug: slug,
      name: try Self.trimmedName(change.name.applied(to: old.name)),
      email: try Self.email(change.email.applied(to: old.email)),
      language: change.language.applied(to: old.language), reminderDays: nil, reminderAt: nil,
      removed: false)
    if new == old { return old }
    if let other = try? person(email: new.email), other != id { throw ModelRefusal() }
    persons[id] = new
    try note(Entry(kind: .personEdited, meant: id), by: actor)
    return new
  }

  mutating func remove(_ id: PersonID, reminded: [TaskID], by actor: PersonID?) throws
    -> RemovedPerson
  {
    guard let old = persons[id] else { throw ModelRefusal() }
    let open = tasks.values.filter { $0.person == id && $0.state == .open }
      .sorted { ($0.date, $0.id.rawValue) < ($1.date, $1.id.rawValue) }.map(\.id)
    if old.removed { return RemovedPerson(person: old, openTasks: open) }
    // Somebody may remove themselves.
    try note(Entry(kind: .personRemoved, meant: id), by: actor)
    for task in reminded {
      let party = tasks[task]?.party ?? Party()
      try note(Entry(kind: .reminderCancelled, party: party, task: task), by: id)
    }
    let new = marked(old, removed: true)
    persons[id] = new
    return RemovedPerson(person: new, openTasks: open)
  }

  mutating func restore(_ id: PersonID, by actor: PersonID?) throws -> Person {
    guard let old = persons[id] else { throw ModelRefusal() }
    if !old.removed { return old }
    if (try? person(email: old.email)) != nil { throw ModelRefusal() }
    let new = marked(old, removed: false)
    persons[id] = new
    try note(Entry(kind: .personRestored, meant: id), by: actor)
    return new
  }

  private func marked(_ old: Person, removed: Bool) -> Person {
    Person(
      id: old.id, company: company, companySlug: slug, name: old.name, email: old.email,
      language: old.language, reminderDays: nil, reminderAt: nil, removed: removed)
  }

  /// Records the event; gives its place in the log, and whether it is new there.
  mutating func record(_ event: RecordedEvent) throws -> (place: Int, isNew: Bool) {
    if event.kind == .note, event.text == nil { throw ModelRefusal() }
    if let text = event.text { _ = try Self.trimmedName(text) }
    let said = [
      event.customer?.text, event.contact?.text, event.person, event.text,
      event.money?.amount, event.corrects.map { "\($0)" },
    ]
    let name = event.externalID.map { "\(event.kind) \($0)" }
    if let name, let known = events[name] {
      if known.said != said { throw ModelRefusal() }
      return (known.place, false)
    }
    if event.kind != .note, event.money == nil { throw ModelRefusal() }
    if let number = event.corrects?.rawValue, !(1...Int64(log.count)).contains(number) {
      throw ModelRefusal()
    }
    let party = try party(customer: event.customer, contact: event.contact)
    try note(
      Entry(kind: event.kind, party: party, corrects: event.corrects),
      by: try event.person.map(person(email:)))
    if let name { events[name] = KnownEvent(said: said, place: log.count - 1) }
    return (log.count - 1, true)
  }

  private static func email(_ text: String) throws -> String {
    let email = text.trimmingCharacters(in: .whitespaces)
    if !email.contains("@") { throw ModelRefusal() }
    return email
  }
}
