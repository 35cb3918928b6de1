/// The fields that an edit changes in a task.
package struct TaskChange: Sendable, Codable {
  /// The e-mail of a person of the company.
  package var person: Edit<String> = .keep
  package var description: Edit<String> = .keep
  package var date: Edit<CivilDate> = .keep
  /// The path of a group that is there.
  package var group: Edit<String?> = .keep
  /// Days before the date that its person is reminded on; nil is as the person has it.
  package var reminderDays: Edit<[Int]?> = .keep
  package var every: Edit<Recurrence?> = .keep
  /// Why the task is edited, for the log.
  package var reason: String?
  package var party = PartyChange()

  package init() {}
}
