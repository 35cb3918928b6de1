import Foundation

/// When one task's person is to be reminded: the task's own days first, then the person's, then
/// the company's, then the installation's; hours likewise; the zone is always the company's.
struct ReminderRule {
  /// Whose word counted.
  enum Source {
    case task, person, company, installation
  }

  let days: [Int]
  let daysSource: Source
  let at: String
  let atSource: Source
  let clock: LocalClock
  /// Reminders on a day off go on the workday before.
  let onWorkdays: Bool

  init(
    days own: [Int]?, person: Person, company: Company, defaults: ReminderDefaults
  ) throws(StoreError) {
    (days, daysSource) =
      own.map { ($0, .task) } ?? person.reminderDays.map { ($0, .person) }
      ?? company.reminderDays.map { ($0, .company) } ?? (defaults.daysBefore, .installation)
    (at, atSource) =
      person.reminderAt.map { ($0, .person) } ?? company.reminderAt.map { ($0, .company) }
      ?? (defaults.at, .installation)
    clock = try LocalClock(company)
    onWorkdays = company.reminderWorkdays
  }

  /// The moments of a task of that date, earliest first; two that fall on one moment are one.
  func moments(for date: CivilDate) -> [PlannedMoment] {
    var moments: [Int64: PlannedMoment] = [:]
    let minute = LocalClock.minuteOfDay(at)
    for days in Set(days).sorted(by: >) {
      guard let asked = date.adding(days: -days) else { continue }
      let day = onWorkdays ? FinnishHolidays.workday(atOrBefore: asked) : asked
      let instant = clock.instant(day, minuteOfDay: minute)
      moments[instant] = PlannedMoment(
        daysBefore: days, moment: instant, kind: day < date ? .before : .onDay)
    }
    return moments.values.sorted { $0.moment < $1.moment }
  }
}

/// One moment at which a task is to be reminded of.
struct PlannedMoment: Hashable {
  /// As asked for; nil is at once, because every moment that was asked for is past.
  let daysBefore: Int?
  /// Seconds since 1970.
  let moment: Int64
  let kind: ReminderKind
}
