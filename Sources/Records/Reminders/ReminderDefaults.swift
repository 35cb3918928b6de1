/// When people of this installation are reminded, where neither the task, nor they, nor their
/// company says otherwise.
package struct ReminderDefaults: Sendable, Hashable {
  /// Days before a task's date; 0 is the day itself.
  package var daysBefore: [Int]
  /// In the company's zone.
  package var at: TimeOfDay
  /// One mail a person, whatever is due; else one a task.
  package var digest: Bool

  package init(daysBefore: [Int] = [1, 0], at: TimeOfDay = .usual, digest: Bool = true) {
    self.daysBefore = daysBefore
    self.at = at
    self.digest = digest
  }
}

extension TimeOfDay {
  /// When people are reminded where nobody says otherwise.
  package static let usual = TimeOfDay(minute: 8 * 60)
}
