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
      reminderDays: new.reminderDays, every: new.every,
      everyDay: new.every.map { _ in new.date.day })
    try put(task, as: .taskAdded, by: actor)
    if task.state == .done { try planNext(of: task, by: actor) }
    return task
  }

  mutating func edit(_ id: TaskID, _ change: TaskChange, by actor: PersonID?) throws
    -> CustomerTask
  {
    guard let old = try task(id) else { throw ModelRefusal() }
    var (person, group) = (old.person, old.group)
    if case .set(let email) = change.person { person = try self.person(email: email) }
    if case .set(let path) = change.group { group = try path.map(self.group(path:)) }
    let date = change.date.applied(to: old.date)
    let every = change.every.applied(to: old.every)
    let isSameSeries = every == old.every && date == old.date
    let new = CustomerTask(
      id: id, company: company, companySlug: slug, person: person,
      personEmail: persons[person]?.email ?? "",
      description: try Self.trimmedName(change.description.applied(to: old.description)),
      date: date, state: old.state, group: group,
      groupPath: group.map(path(of:)),
      party: try party(change.party, from: old.party),
      reminderDays: change.reminderDays.applied(to: old.reminderDays), every: every,
      everyDay: every.map { _ in isSameSeries ? old.everyDay ?? date.day : date.day })
    if new == old { return old }
    if (new.description, new.date) != (old.description, old.date) { touchedTasks.insert(id) }
    try put(new, as: .taskEdited, by: actor)
    return new
  }

  mutating func end(_ id: TaskID, as state: TaskState, by actor: PersonID?) throws
    -> CustomerTask
  {
    guard let old = try task(id) else { throw ModelRefusal() }
    if old.state == state { return old }
    guard old.state == .open else { throw ModelRefusal() }
    let new = with(old, state: state)
    touchedTasks.insert(id)
    try put(new, as: state == .done ? .taskDone : .taskCancelled, by: actor)
    if state == .done { try planNext(of: new, by: actor) }
    return new
  }

  mutating func reopen(_ id: TaskID, by actor: PersonID?) throws -> CustomerTask {
    guard let old = try task(id) else { throw ModelRefusal() }
    if old.state == .open { return old }
    let new = with(old, state: .open)
    touchedTasks.insert(id)
    try takeBackNext(of: old, by: actor)
    try put(new, as: .taskReopened, by: actor)
    return new
  }

  /// The next of a series comes when one is done, and once.
  private mutating func planNext(of task: CustomerTask, by actor: PersonID?) throws {
    guard let every = task.every, !followed.values.contains(task.id),
      let date = every.first(after: task.date, and: today, on: task.everyDay ?? task.date.day)
    else { return }
    let next = with(task, id: newID(), date: date, state: .open)
    followed[next.id] = task.id
    try put(next, as: .taskAdded, by: actor)
  }

  /// The next one goes while it is as it came.
  private mutating func takeBackNext(of task: CustomerTask, by actor: PersonID?) throws {
    guard let id = followed.first(where: { $0.value == task.id })?.key,
      let next = try self.task(id), !touchedTasks.contains(id),
      next == with(task, id: id, date: next.date, state: .open)
    else { return }
    followed[id] = nil
    touchedTasks.insert(id)
    try put(with(next, state: .cancelled), as: .taskCancelled, by: actor)
  }

  private mutating func put(
    _ task: CustomerTask, as kind: LogKind, by actor: PersonID?
  ) throws {
    tasks[task.id] = task
    try note(Entry(kind: kind, party: task.party, task: task.id, meant: task.person), by: actor)
  }

  func with(_ old: CustomerTask, _ party: Party) -> CustomerTask { with(old, party: party) }

  private func with(
    _ old: CustomerTask, id: TaskID? = nil, date: CivilDate? = nil, state: TaskState? = nil,
    party: Party? = nil
  ) -> CustomerTask {
    CustomerTask(
      id: id ?? old.id, company: company, companySlug: slug, person: old.person,
      personEmail: persons[old.person]?.email ?? "", description: old.description,
      date: date ?? old.date, state: state ?? old.state, group: old.group,
      groupPath: old.group.map(path(of:)), party: party ?? old.party,
      reminderDays: old.reminderDays, every: old.every, everyDay: old.everyDay)
  }

  /// With the e-mail that its person has now.
  func task(_ id: TaskID) throws -> CustomerTask? { tasks[id].map { with($0) } }
}
