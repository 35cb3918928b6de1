import Foundation
import Platform
import Records
import Testing

@testable import Store

/// From a day, a time and a zone to an instant, and which days are days off.
@Suite struct ReminderMomentTests {
  @Test(arguments: [
    ("Europe/Helsinki", "2027-01-15", "08:00", "2027-01-15T06:00"),
    ("Europe/Helsinki", "2027-07-15", "08:00", "2027-07-15T05:00"),
    // The clock goes from 03:00 to 04:00.
    ("Europe/Helsinki", "2027-03-28", "02:59", "2027-03-28T00:59"),
    ("Europe/Helsinki", "2027-03-28", "03:00", "2027-03-28T01:00"),
    ("Europe/Helsinki", "2027-03-28", "03:30", "2027-03-28T01:00"),
    ("Europe/Helsinki", "2027-03-28", "03:59", "2027-03-28T01:00"),
    ("Europe/Helsinki", "2027-03-28", "04:00", "2027-03-28T01:00"),
    ("Europe/Helsinki", "2027-03-28", "08:00", "2027-03-28T05:00"),
    // From 03:00 to 04:00 it is twice.
    ("Europe/Helsinki", "2027-10-31", "02:59", "2027-10-30T23:59"),
    ("Europe/Helsinki", "2027-10-31", "03:00", "2027-10-31T00:00"),
    ("Europe/Helsinki", "2027-10-31", "03:30", "2027-10-31T00:30"),
    ("Europe/Helsinki", "2027-10-31", "04:00", "2027-10-31T02:00"),
    ("Europe/Helsinki", "2027-10-31", "08:00", "2027-10-31T06:00"),
    ("Europe/Helsinki", "2028-02-29", "08:00", "2028-02-29T06:00"),
    ("America/New_York", "2027-03-14", "02:30", "2027-03-14T07:00"),
    ("America/New_York", "2027-11-07", "01:30", "2027-11-07T05:30"),
    ("Asia/Kathmandu", "2027-05-01", "08:00", "2027-05-01T02:15"),
    ("Pacific/Kiritimati", "2027-05-01", "08:00", "2027-04-30T18:00"),
    ("Pacific/Pago_Pago", "2027-05-01", "23:59", "2027-05-02T10:59"),
    // Half an hour forward, and the day that Samoa left out.
    ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30"),
    ("Pacific/Apia", "2011-12-30", "08:00", "2011-12-30T10:00"),
    ("UTC", "2027-03-28", "03:30", "2027-03-28T03:30"),
  ])
  func `a time of day is an instant`(
    zone: String, date: String, time: String, expected: String
  ) async throws {
    let clock = try await clock(zone)
    let found = clock.instant(day(date), at: try #require(TimeOfDay(time)))
    #expect(Date(timeIntervalSince1970: TimeInterval(found)) == instant(expected))
  }

  @Test(arguments: ["Europe/Helsinki", "America/St_Johns", "Pacific/Apia", "Africa/Casablanca"])
  func `the clock shows the time that was asked for, or the first after a gap`(
    zone: String
  ) async throws {
    let clock = try await clock(zone)
    for number in day("2026-12-25").dayNumber...day("2028-01-05").dayNumber {
      let date = try #require(CivilDate(dayNumber: number))
      for minute in stride(from: 0, to: 1_440, by: 30) {
        let found = clock.instant(date, at: TimeOfDay(minute: minute))
        let asked =
          "\(date) \(minute < 600 ? "0" : "")\(minute / 60):\(minute % 60 < 10 ? "0" : "")"
        let shown = clock.text(found)
        #expect(shown >= asked + "\(minute % 60)")
        if shown != asked + "\(minute % 60)" { #expect(clock.text(found - 1) < asked) }
      }
    }
  }

  @Test(arguments: [
    "2026-12-24", "2026-12-25", "2026-12-26", "2027-01-01", "2027-01-06", "2027-03-26",
    "2027-03-29", "2027-05-01", "2027-05-06", "2027-06-25", "2027-06-26", "2027-11-06",
    "2027-12-06", "2026-06-19", "2026-06-20", "2026-10-31", "2028-04-17", "2024-03-29",
    "2027-03-27", "2027-03-28",
  ])
  func `a day off is no workday`(date: String) {
    #expect(!FinnishHolidays.isWorkday(day(date)))
  }

  @Test(arguments: [
    "2027-01-07", "2027-03-25", "2027-03-30", "2027-06-24", "2027-12-23", "2026-12-23",
    "2027-05-07", "2028-02-29", "2026-06-18", "2027-11-05",
  ])
  func `another day is one`(date: String) {
    #expect(FinnishHolidays.isWorkday(day(date)))
  }

  @Test func `the years have seven to thirteen holidays on weekdays`() {
    for year in 2024...2100 {
      let first = CivilDate(year: year, month: 1, day: 1)?.dayNumber ?? 0
      let holidays = (first..<first + 365).compactMap { CivilDate(dayNumber: $0) }
        .filter { $0.weekday <= 5 && FinnishHolidays.isHoliday($0) }
      #expect((7...13).contains(holidays.count), "\(year): \(holidays)")
      let easter = FinnishHolidays.easter(year)
      #expect(easter.weekday == 7 && (easter.month == 3 || easter.month == 4))
    }
  }

  @Test func `days and their numbers are the same thing`() {
    var previous = 0
    for number in -719_162...2_932_896 where number % 97 == 0 || number > 2_932_890 {
      guard let date = CivilDate(dayNumber: number) else {
        Issue.record("\(number) is no day")
        continue
      }
      #expect(date.dayNumber == number)
      previous = number
    }
    #expect(previous == 2_932_896)
    #expect(day("1970-01-01").dayNumber == 0 && day("1970-01-01").weekday == 4)
    #expect(CivilDate(dayNumber: 2_932_897) == nil && CivilDate(dayNumber: -719_163) == nil)
  }

  private func clock(_ zone: String) async throws -> LocalClock {
    try LocalClock(
      Company(
        id: CompanyID(rawValue: 1), slug: "a", name: "A", businessID: nil, language: .finnish,
        timeZone: try #require(Zone(zone)), token: "t", reminderDays: nil, reminderAt: nil,
        reminderWorkdays: false,
        active: true))
  }
}
