import Foundation
import Records
import Store

/// Days and times as a company's people know them: in its time zone.
package struct CompanyDays: Sendable {
  private let clock: LocalClock

  package init(_ company: Company) throws { clock = try LocalClock(company) }

  /// The day's first instant.
  package func start(of day: CivilDate) -> Date { Self.date(clock.start(of: day)) }

  /// The day that an instant is in.
  package func day(_ instant: Date) -> CivilDate { clock.day(at: instant.storedSeconds) }

  /// The first instant after the day.
  package func end(of day: CivilDate) -> Date { Self.date(clock.end(of: day)) }

  /// A moment as people and programs write it: a day, which begins it; a day with a time in the
  /// company's zone; or a day with a time and `Z` or an offset (RFC 3339). Days and times may be
  /// written as Finns do: `24.11.2026 8.00`.
  package func moment(_ text: String) throws(Refusal) -> Date {
    var form = WrittenForm(text)
    guard let moment = moment(&form), form.isAtEnd else {
      throw Refusal(.at, text, .time(.notAMoment))
    }
    return moment
  }

  private func moment(_ form: inout WrittenForm) -> Date? {
    let day = form.take(8...10) { "0123456789.-".utf8.contains($0) }
    guard let day = day.flatMap({ CivilDate(written: String($0)) }) else { return nil }
    guard form.hasSign("T ") else { return start(of: day) }
    guard let hour = form.number(1...2), form.hasSign(":."), let minute = form.number(2...2),
      hour < 24, minute < 60, let second = Self.second(&form)
    else { return nil }
    let time = TimeOfDay(minute: hour * 60 + minute)
    if form.isAtEnd { return Self.date(clock.instant(day, at: time) + second) }
    let local = Int64(day.dayNumber) * 86_400 + Int64(time.minute) * 60 + second
    return Self.secondsEast(&form).map { Self.date(local - $0) }
  }

  /// 0 where none is written; what comes after a point is less than one.
  private static func second(_ form: inout WrittenForm) -> Int64? {
    guard form.hasSign(":") else { return 0 }
    guard let second = form.number(2...2), second < 60 else { return nil }
    if form.hasSign(".,"), form.digits(1...1_000) == nil { return nil }
    return Int64(second)
  }

  /// `Z`, or hours and minutes with a sign.
  private static func secondsEast(_ form: inout WrittenForm) -> Int64? {
    if form.hasSign("Z") { return 0 }
    guard let sign = form.sign("+-"), let hours = form.number(2...2) else { return nil }
    _ = form.hasSign(":")
    guard let minutes = form.number(2...2), hours <= 18, minutes < 60 else { return nil }
    return (sign == "-" ? -1 : 1) * Int64(hours * 3_600 + minutes * 60)
  }

  /// As people are shown it: `24.11.2026 08.00` in Finnish.
  package func shown(_ instant: Date, in language: Language) -> String {
    clock.text(instant.storedSeconds, in: language)
  }

  /// `2026-11-24 08:00:00`.
  package func text(_ instant: Date) -> String { clock.textWithSeconds(instant.storedSeconds) }

  private static func date(_ seconds: Int64) -> Date {
    Date(timeIntervalSince1970: TimeInterval(seconds))
  }
}
