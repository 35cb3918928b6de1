import Foundation
import Records

/// An entry's place in the order of the log (by time, then by id) as one number, so that the order,
/// a page's end and a span of time are ranges of integers: the seconds since 1970 above, and in the
/// lower 20 bits how many of the company's entries of the same second came before (of any
/// company's, in entries of before schema 11).
package struct LogPlace: RawRepresentable, Hashable, Comparable {
  static let countBits: Int64 = 20
  private static let years = 1...9999
  /// Seconds of the years.
  private static let seconds: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  package let rawValue: Int64

  package init(rawValue: Int64) { self.rawValue = rawValue }

  package static func < (one: LogPlace, other: LogPlace) -> Bool { one.rawValue < other.rawValue }

  /// The first place of a second.
  init(secondsSince1970 seconds: Int64) {
    let bounded = min(max(seconds, Self.seconds.lowerBound), Self.seconds.upperBound + 1)
    rawValue = bounded << Self.countBits
  }

  /// The place of an entry that is appended to the company's log now and happened at `seconds`.
  /// `known` is the last place of its second, whichever that is.
  static func next(
    atSecond seconds: Int64, of company: CompanyID, after known: LogPlace?,
    in transaction: Transaction
  ) throws -> LogPlace {
    guard Self.seconds.contains(seconds) else {
      throw Refusal(.at, .time(.outOfYears(years)))
    }
    let first = LogPlace(secondsSince1970: seconds).rawValue
    let end = LogPlace(secondsSince1970: seconds + 1).rawValue
    var last = known?.rawValue
    if !(last.map { (first..<end).contains($0) } ?? false) {
      last = try transaction.value(
        """
        SELECT max(place)
        FROM logEntry
        WHERE company = \(company) AND place >= \(first) AND place < \(end)
        """, as: Int64.self)
    }
    let place = last.map { $0 + 1 } ?? first
    guard place < end else {
      throw Refusal(.at, .time(.secondIsFull(most: 1 << Self.countBits)))
    }
    return LogPlace(rawValue: place)
  }
}
