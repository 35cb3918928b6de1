import Platform

/// Days as numbers, for counting.
extension CivilDate {
  /// Days since 1970-01-01.
  package var dayNumber: Int { GregorianDays.number(year: year, month: month, day: day) }

  /// Nil outside of the years 1 to 9999.
  package init?(dayNumber: Int) {
    let date = GregorianDays.date(dayNumber)
    self.init(year: date.year, month: date.month, day: date.day)
  }

  /// Nil outside of the years 1 to 9999.
  package func adding(days: Int) -> CivilDate? { CivilDate(dayNumber: dayNumber + days) }

  /// Days from here to `other`; negative when that one is earlier.
  package func days(to other: CivilDate) -> Int { other.dayNumber - dayNumber }

  /// 1 is Monday, 7 is Sunday (ISO 8601).
  package var weekday: Int {
    let days = (dayNumber + 3) % 7
    return (days < 0 ? days + 7 : days) + 1
  }
}
