/// A person who was removed, and the open tasks that nobody else has got.
package struct RemovedPerson: Sendable, Hashable {
  package let person: Person
  /// By date.
  package let openTasks: [TaskID]

  package init(person: Person, openTasks: [TaskID]) {
    self.person = person
    self.openTasks = openTasks
  }
}
