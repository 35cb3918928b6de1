import Foundation
import Store

/// Days and times as a company's people know them: in its time zone.
struct CompanyDays {
  private let calendar: Calendar

  init(_ company: Company) throws {
    guard let zone = TimeZone(identifier: company.timeZone) else {
      throw Failure(
        "the time zone \(company.timeZone) of \(company.slug) is not known here; install tzdata")
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    self.calendar = calendar
  }

  /// The day's first instant.
  func start(of day: CivilDate) throws -> Date {
    let components = DateComponents(year: day.year, month: day.month, day: day.day)
    guard let start = calendar.date(from: components) else {
      throw Failure("\(day) is not a day that can be searched for")
    }
    return calendar.startOfDay(for: start)
  }

  /// The first instant after the day.
  func end(of day: CivilDate) throws -> Date {
    guard let next = calendar.date(byAdding: .day, value: 1, to: try start(of: day)) else {
      throw Failure("\(day) is not a day that can be searched for")
    }
    return calendar.startOfDay(for: next)
  }

  /// `2026-11-24 08:00:00`.
  func text(_ instant: Date) -> String {
    instant.formatted(
      Date.VerbatimFormatStyle(
        format: """
          \(year: .padded(4))-\(month: .twoDigits)-\(day: .twoDigits) \
          \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\
          \(minute: .twoDigits):\(second: .twoDigits)
          """,
        timeZone: calendar.timeZone, calendar: calendar))
  }
}
