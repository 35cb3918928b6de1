import Foundation
import Records
import Store

/// Days and times as a company's people know them: in its time zone.
package struct CompanyDays: Sendable {
  private let clock: LocalClock

  package init(_ company: Company) throws { clock = try LocalClock(company) }

  /// The day's first instant.
  package func start(of day: CivilDate) -> Date { Self.date(clock.start(of: day)) }

  /// The first instant after the day.
  package func end(of day: CivilDate) -> Date { Self.date(clock.end(of: day)) }

  /// A moment as people and programs write it: a day, which begins it; a day with a time in the
  /// company's zone; or a day with a time and `Z` or an offset (RFC 3339). Days and times may be
  /// written as Finns do: `24.11.2026 8.00`.
  package func moment(_ text: String) throws(Refusal) -> Date {
    let form =
      #/
      ([0-9.-]{8,10})
      (?:[T\x20]
        ([0-9]{1,2}[:.][0-9]{2}) (?: :([0-9]{2}) (?:[.,][0-9]+)? )?
        (Z|[+-][0-9]{2}:?[0-9]{2})?
      )?
      /#
    guard let match = text.wholeMatch(of: form), let day = CivilDate(written: String(match.1))
    else { throw Self.notAMoment(text) }
    guard let written = match.2 else { return start(of: day) }
    guard let time = TimeOfDay(written: String(written)), let second = Int64(match.3 ?? "0"),
      second < 60
    else { throw Self.notAMoment(text) }
    guard let zone = match.4 else { return Self.date(clock.instant(day, at: time) + second) }
    let local = Int64(day.dayNumber) * 86_400 + Int64(time.minute) * 60 + second
    return Self.date(local - (try Self.secondsEast(zone, of: text)))
  }

  private static func secondsEast(
    _ offset: Substring, of text: String
  ) throws(Refusal) -> Int64 {
    if offset == "Z" { return 0 }
    let digits = offset.dropFirst().filter { $0 != ":" }
    guard let hours = Int64(digits.prefix(2)), let minutes = Int64(digits.suffix(2)), hours <= 18,
      minutes < 60
    else { throw notAMoment(text) }
    return (offset.hasPrefix("-") ? -1 : 1) * (hours * 3_600 + minutes * 60)
  }

  private static func notAMoment(_ text: String) -> Refusal {
    Refusal(.at, text, .time(.notAMoment))
  }

  /// `2026-11-24 08:00:00`.
  package func text(_ instant: Date) -> String { clock.textWithSeconds(instant.storedSeconds) }

  private static func date(_ seconds: Int64) -> Date {
    Date(timeIntervalSince1970: TimeInterval(seconds))
  }
}
