import Foundation
import Platform

/// A moment as HTTP writes it (RFC 9110 §5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum HTTPDate {
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  package static func text(_ date: Date) -> String {
    let seconds = Int(date.timeIntervalSince1970.rounded(.down))
    let day = (Double(seconds) / 86_400).rounded(.down)
    let number = Int(day)
    let time = seconds - number * 86_400
    let (year, month, dayOfMonth) = GregorianDays.date(number)
    // 1970-01-01 was a Thursday.
    let weekday = days[(number % 7 + 7) % 7]
    return "\(weekday), \(two(dayOfMonth)) \(months[month - 1]) \(year) "
      + "\(two(time / 3_600)):\(two(time / 60 % 60)):\(two(time % 60)) GMT"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
