/// Days as numbers, for counting.
extension CivilDate {
  /// Days since 1970-01-01 in the Gregorian calendar, also before it was used.
  package var dayNumber: Int { Self.dayNumber(year: year, month: month, day: day) }

  /// The same of any year.
  static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    // The year begins in March, so that the leap day is its last.
    let year = month > 2 ? year : year - 1
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Nil outside of the years 1 to 9999.
  package init?(dayNumber: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
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
