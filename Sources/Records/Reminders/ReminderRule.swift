import Foundation

/// When one task's person is to be reminded: the task's own days first, then the person's, then
/// the company's, then the installation's; hours likewise; the zone is always the company's.
package struct ReminderRule {
  /// Whose word counted.
  package enum Source {
    case task, person, company, installation
  }

  package let days: [Int]
  package let daysSource: Source
  package let at: TimeOfDay
  package let atSource: Source
  package let clock: LocalClock
  /// Reminders on a day off go on the workday before.
  package let onWorkdays: Bool

  /// `clock` is the company's.
  package init(
    days own: [Int]?, person: Person, company: Company, defaults: ReminderDefaults,
    clock: LocalClock
  ) {
    (days, daysSource) =
      own.map { ($0, .task) } ?? person.reminderDays.map { ($0, .person) }
      ?? company.reminderDays.map { ($0, .company) } ?? (defaults.daysBefore, .installation)
    (at, atSource) =
      person.reminderAt.map { ($0, .person) } ?? company.reminderAt.map { ($0, .company) }
      ?? (defaults.at, .installation)
    self.clock = clock
    onWorkdays = company.reminderWorkdays
  }

  /// The moments of a task of that date, earliest first; two that fall on one moment are one.
  package func moments(for date: CivilDate) -> [PlannedMoment] {
    var moments: [Int64: PlannedMoment] = [:]
    for days in Set(days).sorted(by: >) {
      guard let asked = date.adding(days: -days) else { continue }
      let day = onWorkdays ? FinnishHolidays.workday(atOrBefore: asked) : asked
      let instant = clock.instant(day, at: at)
      moments[instant] = PlannedMoment(
        daysBefore: days, moment: instant, kind: day < date ? .before : .onDay)
    }
    return moments.values.sorted { $0.moment < $1.moment }
  }
}

/// One moment at which a task is to be reminded of.
package struct PlannedMoment: Hashable {
  /// As asked for; nil is at once, because every moment that was asked for is past.
  package let daysBefore: Int?
  /// Seconds since 1970.
  package let moment: Int64
  package let kind: ReminderKind

  package init(daysBefore: Int?, moment: Int64, kind: ReminderKind) {
    self.daysBefore = daysBefore
    self.moment = moment
    self.kind = kind
  }
}
