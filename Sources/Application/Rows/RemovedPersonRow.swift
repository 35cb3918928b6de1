import Records

/// A person who was removed, with the open tasks that nobody else has got.
package struct RemovedPersonRow: Encodable, Sendable {
  package let person: PersonRow
  package let openTasks: [TaskID]

  package init(_ removed: RemovedPerson) {
    person = PersonRow(removed.person)
    openTasks = removed.openTasks
  }

  private enum Key: CodingKey { case openTasks }

  package func encode(to encoder: any Encoder) throws {
    try person.encode(to: encoder)
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encode(openTasks, forKey: .openTasks)
  }
}
