import FoundationEssentials

/// The `date-time` of RFC 9051: `17-Jul-1996 02:44:25 -0700`.
enum InternalDate {
  private static let months: [String: Int] = [
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
  ]

  /// Nil when the bytes are not such a date.
  static func parse(_ bytes: [UInt8]) -> Date? {
    let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard fields.count == 3 else { return nil }
    let date = fields[0].split(separator: "-")
    let time = fields[1].split(separator: ":").compactMap { UInt8($0) }
    guard date.count == 3, let day = Int(date[0]), let month = months[date[1].lowercased()],
      let year = Int(date[2]), (1...31).contains(day), (1...9_999).contains(year),
      time.count == 3, time[0] < 24, time[1] < 60, time[2] <= 60,
      let zone = offset(fields[2])
    else { return nil }
    let seconds = Int(time[0]) * 3_600 + Int(time[1]) * 60 + Int(time[2])
    let total = daysSinceEpoch(year, month, day) * 86_400 + seconds - zone
    return Date(timeIntervalSince1970: Double(total))
  }

  /// Seconds east of Greenwich of `+hhmm`.
  private static func offset(_ zone: Substring) -> Int? {
    guard zone.utf8.count == 5, let sign = zone.first, sign == "+" || sign == "-",
      let digits = UInt16(zone.dropFirst()), digits % 100 < 60
    else { return nil }
    let seconds = Int(digits / 100) * 3_600 + Int(digits % 100) * 60
    return sign == "-" ? -seconds : seconds
  }

  /// Days from 1970-01-01 in the proleptic Gregorian calendar.
  private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
