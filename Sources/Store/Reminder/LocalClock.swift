import Foundation

/// The clock on a company's wall: its zone, from days and times of day to instants and back.
struct LocalClock {
  let zone: TimeZone

  /// Throws when this machine doesn't know the zone.
  init(_ company: Company) throws(StoreError) {
    guard let zone = TimeZone(identifier: company.timeZone) else {
      throw StoreError.refused(
        "time zone \(company.timeZone)", "this machine does not know it", "install tzdata")
    }
    self.zone = zone
  }

  /// The instant at which the clock shows that time: the first of two where an hour comes twice,
  /// the first minute after the gap where it doesn't come at all. In seconds since 1970.
  func instant(_ date: CivilDate, minuteOfDay: Int) -> Int64 {
    let local = Int64(date.dayNumber) * 86_400 + Int64(minuteOfDay) * 60
    // No zone is further than a day from UTC, so these are the offsets before and after any change.
    let before = offset(at: local - 86_400)
    let after = offset(at: local + 86_400)
    let fitting = [local - before, local - after].filter { $0 + offset(at: $0) == local }
    return fitting.min()
      ?? endOfGap(from: local - max(before, after), to: local - min(before, after))
  }

  /// The first instant of the day.
  func start(of date: CivilDate) -> Int64 { instant(date, minuteOfDay: 0) }

  /// The first instant after the day.
  func end(of date: CivilDate) -> Int64 {
    date.adding(days: 1).map(start(of:)) ?? start(of: date) + 86_400
  }

  /// The day that it is there.
  func day(at seconds: Int64) -> CivilDate {
    let local = seconds + offset(at: seconds)
    let number = Int(local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
    guard let day = CivilDate(dayNumber: number) else {
      preconditionFailure("the clock shows a year that is none")
    }
    return day
  }

  /// `2026-11-30 08:00`
  func text(_ seconds: Int64) -> String {
    let local = seconds + offset(at: seconds)
    let minute = ((local % 86_400 + 86_400) % 86_400) / 60
    let padded = { (number: Int64) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(day(at: seconds)) \(padded(minute / 60)):\(padded(minute % 60))"
  }

  /// `HH:MM` as minutes.
  static func minuteOfDay(_ text: String) -> Int {
    let numbers = text.split(separator: ":").compactMap { Int($0) }
    return numbers.count == 2 ? numbers[0] * 60 + numbers[1] : 0
  }

  private func offset(at seconds: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds))))
  }

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
