import Platform

/// The clock on a company's wall: its zone, from days and times of day to instants and back.
/// Instants are seconds since 1970, and those outside of the years 1 to 9999 are taken for their
/// ends.
package struct LocalClock: Sendable {
  /// A day less at either end, for the zone.
  private static let bounds: ClosedRange<Int64> = -62_135_510_400...253_402_214_399

  private let rules: ZoneRules

  /// The rules of the clock's zone, as they are now.
  package init(_ rules: ZoneRules) { self.rules = rules }

  /// The instant at which the clock shows that time: the first of two where an hour comes twice,
  /// the first minute after the gap where it doesn't come at all. In seconds since 1970.
  package func instant(_ date: CivilDate, at time: TimeOfDay) -> Int64 {
    let local = Int64(date.dayNumber) * 86_400 + Int64(time.minute) * 60
    // No zone is further than a day from UTC, so these are the offsets before and after any change.
    let before = offset(at: local - 86_400)
    let after = offset(at: local + 86_400)
    let fitting = [local - before, local - after].filter { $0 + offset(at: $0) == local }
    return fitting.min()
      ?? endOfGap(from: local - max(before, after), to: local - min(before, after))
  }

  /// The first instant of the day.
  package func start(of date: CivilDate) -> Int64 { instant(date, at: .midnight) }

  /// The first instant after the day.
  package func end(of date: CivilDate) -> Int64 {
    date.adding(days: 1).map(start(of:)) ?? start(of: date) + 86_400
  }

  /// The day that it is there.
  package func day(at seconds: Int64) -> CivilDate {
    let local = local(seconds)
    let number = Int(local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
    guard let day = CivilDate(dayNumber: number) else {
      preconditionFailure("a day within the bounds is none")
    }
    return day
  }

  /// `2026-11-30 08:00`
  package func text(_ seconds: Int64) -> String { String(textWithSeconds(seconds).dropLast(3)) }

  /// As people write it: `30.11.2026 08.00` in Finnish, with a colon elsewhere.
  package func text(_ seconds: Int64, in language: Language) -> String {
    let time = text(seconds).suffix(5)
    let written = language == .finnish ? time.replacing(":", with: ".") : time
    return "\(day(at: seconds).text(in: language)) \(written)"
  }

  /// `2026-11-30 08:00:00`
  package func textWithSeconds(_ seconds: Int64) -> String {
    let second = ((local(seconds) % 86_400 + 86_400) % 86_400)
    let padded = { (number: Int64) in number < 10 ? "0\(number)" : "\(number)" }
    let time = [second / 3_600, second / 60 % 60, second % 60].map(padded)
    return "\(day(at: seconds)) \(time.joined(separator: ":"))"
  }

  private func local(_ seconds: Int64) -> Int64 {
    let bounded = min(max(seconds, Self.bounds.lowerBound), Self.bounds.upperBound)
    return bounded + rules.offset(at: bounded)
  }

  /// Seconds east of UTC.
  package func offset(at seconds: Int64) -> Int64 { rules.offset(at: seconds) }

  /// The clock is put forward somewhere in between: the first whole minute with the later offset.
  private func endOfGap(from low: Int64, to high: Int64) -> Int64 {
    let later = offset(at: high)
    var (low, high) = (low, high)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(at: middle) == later { high = middle } else { low = middle }
    }
    return (high + 59) / 60 * 60
  }
}
