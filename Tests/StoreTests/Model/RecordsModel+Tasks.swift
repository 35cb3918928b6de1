import Foundation
import Records

@testable import Store

extension RecordsModel {
  mutating func add(_ new: NewTask, by actor: PersonID?) throws -> CustomerTask {
    let person = try person(email: new.person)
    let task = CustomerTask(
      id: newID(), company: company, companySlug: slug, person: person,
      personEmail: persons[person]?.email ?? "",
      description: try Self.trimmedName(new.description), date: new.date,
      state: new.date < today && !new.staysOpen ? .done : .open,
      group: try new.group.map(group(path:)),
      groupPath: try new.group.map { path(of: try group(path: $0)) },
      party: try party(customer: new.customer, contact: new.contact),
      reminderDays: new.reminderDays)
    tasks[task.id] = task
    try note(Entry(kind: .taskAdded, party: task.party, task: task.id, meant: person), by: actor)
    return task
  }

  mutating func edit(_ id: TaskID, _ change: TaskChange, by actor: PersonID?) throws
    -> CustomerTask
  {
    guard let old = try task(id) else { throw ModelRefusal() }
    var (person, group) = (old.person, old.group)
    if case .set(let email) = change.person { person = try self.person(email: email) }
    if case .set(let path) = change.group { group = try path.map(self.group(path:)) }
    let new = CustomerTask(
      id: id, company: company, companySlug: slug, person: person,
      personEmail: persons[person]?.email ?? "",
      description: try Self.trimmedName(change.description.applied(to: old.description)),
      date: change.date.applied(to: old.date), state: old.state, group: group,
      groupPath: group.map(path(of:)),
      party: try party(change.party, from: old.party),
      reminderDays: change.reminderDays.applied(to: old.reminderDays))
    if new == old { return old }
    tasks[id] = new
    try note(Entry(kind: .taskEdited, party: new.party, task: id, meant: person), by: actor)
    return new
  }

  mutating func end(_ id: TaskID, as state: TaskState, by actor: PersonID?) throws
    -> CustomerTask
  {
    guard let old = try task(id) else { throw ModelRefusal() }
    if old.state == state { return old }
    guard old.state == .open else { throw ModelRefusal() }
    let new = CustomerTask(
      id: id, company: company, companySlug: slug, person: old.person, personEmail: old.personEmail,
      description: old.description, date: old.date, state: state, group: old.group,
      groupPath: old.groupPath,
      party: old.party, reminderDays: old.reminderDays)
    tasks[id] = new
    let kind: LogKind = state == .done ? .taskDone : .taskCancelled
    try note(Entry(kind: kind, party: new.party, task: id, meant: new.person), by: actor)
    return new
  }

  mutating func reopen(_ id: TaskID, by actor: PersonID?) throws -> CustomerTask {
    guard let old = try task(id) else { throw ModelRefusal() }
    if old.state == .open { return old }
    let new = CustomerTask(
      id: id, company: company, companySlug: slug, person: old.person, personEmail: old.personEmail,
      description: old.description, date: old.date, state: .open, group: old.group,
      groupPath: old.groupPath, party: old.party, reminderDays: old.reminderDays)
    tasks[id] = new
    try note(Entry(kind: .taskReopened, party: new.party, task: id, meant: new.person), by: actor)
    return new
  }

  func with(_ old: CustomerTask, _ party: Party) -> CustomerTask {
    CustomerTask(
      id: old.id, company: company, companySlug: slug, person: old.person,
      personEmail: old.personEmail, description: old.description, date: old.date,
      state: old.state, group: old.group, groupPath: old.groupPath, party: party,
      reminderDays: old.reminderDays)
  }

  /// With the e-mail that its person has now.
  func task(_ id: TaskID) throws -> CustomerTask? {
    guard let task = tasks[id] else { return nil }
    return CustomerTask(
      id: id, company: company, companySlug: slug, person: task.person,
      personEmail: persons[task.person]?.email ?? "", description: task.description,
      date: task.date, state: task.state, group: task.group,
      groupPath: task.group.map(path(of:)), party: task.party,
      reminderDays: task.reminderDays)
  }
}
