import FoundationEssentials

/// The `date-time` of RFC 9051: `17-Jul-1996 02:44:25 -0700`.
enum InternalDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { Array($0.utf8) }

  /// Nil when the bytes are not such a date.
  static func parse(_ bytes: [UInt8]) -> Date? {
    // The date is read as bytes, since a folder of a hundred thousand mails has as many dates.
    let fields = bytes.split(separator: UInt8(ascii: " "))
    guard fields.count == 3 else { return nil }
    let date = fields[0].split(separator: UInt8(ascii: "-"))
    let time = fields[1].split(separator: UInt8(ascii: ":")).compactMap(number)
    guard date.count == 3, time.count == 3,
      let day = number(date[0]), let month = month(date[1]), let year = number(date[2]),
      (1...31).contains(day), (1...9_999).contains(year),
      time[0] < 24, time[1] < 60, time[2] <= 60, let zone = offset(fields[2])
    else { return nil }
    let seconds = time[0] * 3_600 + time[1] * 60 + time[2]
    let total = daysSinceEpoch(year, month, day) * 86_400 + seconds - zone
    return Date(timeIntervalSince1970: Double(total))
  }

  /// The number of at most four digits.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...4).contains(digits.count) else { return nil }
    var number = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      number = number * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return number
  }

  /// From 1.
  private static func month(_ name: ArraySlice<UInt8>) -> Int? {
    months.firstIndex { $0.elementsEqual(name.lazy.map { $0 | 0x20 }) }.map { $0 + 1 }
  }

  /// Seconds east of Greenwich of `+hhmm`.
  private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
    guard zone.count == 5, let sign = zone.first,
      sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let digits = number(zone.dropFirst()), digits % 100 < 60
    else { return nil }
    let seconds = digits / 100 * 3_600 + digits % 100 * 60
    return sign == UInt8(ascii: "-") ? -seconds : seconds
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
