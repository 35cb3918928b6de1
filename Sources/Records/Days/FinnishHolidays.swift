/// The days that nobody is expected at work in Finland: weekends, public holidays, and the eves of
/// Christmas and Midsummer, which count as such where the law reckons time (150/1930, 5 §).
package enum FinnishHolidays {
  package static func isWorkday(_ date: CivilDate) -> Bool {
    date.weekday <= 5 && !isHoliday(date)
  }

  /// The day itself, or the workday before it.
  package static func workday(atOrBefore date: CivilDate) -> CivilDate {
    var day = date
    while !isWorkday(day), let earlier = day.adding(days: -1) { day = earlier }
    return day
  }

  package static func isHoliday(_ date: CivilDate) -> Bool {
    isFixed(date) || isMovable(date) || easterOffsets.contains(easter(date.year).days(to: date))
  }

  /// Good Friday, Easter, Easter Monday, Ascension, Whitsun.
  private static let easterOffsets: Set = [-2, 0, 1, 39, 49]

  private static func isFixed(_ date: CivilDate) -> Bool {
    switch (date.month, date.day) {
    case (1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26): true
    default: false
    }
  }

  /// Midsummer is a Saturday from 20 to 26 June, its eve the day before; All Saints' a Saturday
  /// from 31 October to 6 November.
  private static func isMovable(_ date: CivilDate) -> Bool {
    switch (date.month, date.day, date.weekday) {
    case (6, 19...25, 5), (6, 20...26, 6), (10, 31, 6), (11, 1...6, 6): true
    default: false
    }
  }

  /// Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher).
  package static func easter(_ year: Int) -> CivilDate {
    let golden = year % 19
    let (century, ofCentury) = (year / 100, year % 100)
    let correction = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30
    let shift = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7
    let late = (golden + 11 * epact + 22 * shift) / 451
    let sum = epact + shift - 7 * late + 114
    guard let date = CivilDate(year: year, month: sum / 31, day: sum % 31 + 1) else {
      preconditionFailure("Easter of \(year) is in March or April")
    }
    return date
  }
}
