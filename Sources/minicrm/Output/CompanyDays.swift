import Foundation
import Store

/// Days and times as a company's people know them: in its time zone.
struct CompanyDays: Sendable {
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

  /// A moment as people and programs write it: a day, which begins it; a day with a time in the
  /// company's zone; or a day with a time and `Z` or an offset (RFC 3339).
  func moment(_ text: String) throws -> Date {
    let form =
      /([0-9-]{10})(?:[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,][0-9]+)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?/
    guard let match = text.wholeMatch(of: form), let day = CivilDate(String(match.1)) else {
      throw Self.notAMoment(text)
    }
    guard let time = match.2 else { return try start(of: day) }
    let clock = time.split(separator: ":").compactMap { Int($0) }
    let second = clock.count > 2 ? clock[2] : 0
    guard clock[0] < 24, clock[1] < 60, second < 60 else { throw Self.notAMoment(text) }
    let zone = try match.3.map { try Self.zone($0, of: text) } ?? calendar.timeZone
    var calendar = calendar
    calendar.timeZone = zone
    let components = DateComponents(
      year: day.year, month: day.month, day: day.day, hour: clock[0], minute: clock[1],
      second: second)
    guard let moment = calendar.date(from: components) else { throw Self.notAMoment(text) }
    return moment
  }

  private static func zone(_ offset: Substring, of text: String) throws -> TimeZone {
    if offset == "Z" { return .gmt }
    let digits = offset.dropFirst().filter { $0 != ":" }
    guard let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)), hours <= 18,
      minutes < 60,
      let zone = TimeZone(
        secondsFromGMT: (offset.hasPrefix("-") ? -1 : 1) * (hours * 3_600 + minutes * 60))
    else { throw notAMoment(text) }
    return zone
  }

  private static func notAMoment(_ text: String) -> Failure {
    Failure(
      "“\(TextLimit.shown.beginning(of: text))” is not a moment; write 2026-11-24, 2026-11-24T08:00 or "
        + "2026-11-24T08:00:00+02:00")
  }

  /// The day that it is at an instant.
  func day(of instant: Date) throws -> CivilDate {
    guard let day = CivilDate(instant, in: calendar.timeZone) else {
      throw Failure("the clock shows a year that is not one; set it right")
    }
    return day
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
