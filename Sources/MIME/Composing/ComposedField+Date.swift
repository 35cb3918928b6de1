import Foundation

extension ComposedField {
  /// Date (RFC 5322 section 3.3), in the zone that is so many seconds ahead of UTC.
  package static func date(
    _ date: Date, secondsFromUTC offset: Int
  ) throws(ComposeError) -> ComposedField {
    let minutes = Int((Double(offset) / 60).rounded())
    guard abs(minutes) < 24 * 60, abs(date.timeIntervalSince1970) < 100_000_000_000 else {
      throw ComposeError("Date", "the date is out of range")
    }
    let local = Int(date.timeIntervalSince1970.rounded(.down)) + minutes * 60
    let day = (local - modulo(local, 86_400)) / 86_400
    let second = modulo(local, 86_400)
    let civil = civil(day)
    let zone = abs(minutes)
    let text = [
      "\(weekdays[modulo(day + 4, 7)]), \(civil.day) \(months[civil.month - 1]) \(civil.year)",
      [second / 3_600, second / 60 % 60, second % 60].map(padded).joined(separator: ":"),
      (minutes < 0 ? "-" : "+") + padded(zone / 60) + padded(zone % 60),
    ]
    return try tokens("Date", text.joined(separator: " "))
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func modulo(_ number: Int, _ divisor: Int) -> Int {
    (number % divisor + divisor) % divisor
  }

  /// The Gregorian date of a day counted from 1970-01-01. Years begin in March here, so that the
  /// leap day is the last.
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let dayOfEra = modulo(shifted, 146_097)
    let era = (shifted - dayOfEra) / 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * dayOfYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * march + 2) / 5 + 1
    )
  }
}
