import Records
import Testing

/// The days on which a task comes again.
@Suite struct RecurrenceTests {
  @Test(arguments: [
    ("week", "2026-03-02", "2026-03-02", "2026-03-09"),
    ("week", "2026-03-02", "2026-03-30", "2026-04-06"),
    // Done before its day: the day after that one of the series.
    ("week", "2026-03-09", "2026-03-02", "2026-03-16"),
    ("14d", "2026-03-02", "2026-03-15", "2026-03-16"),
    ("14d", "2026-03-02", "2026-03-16", "2026-03-30"),
    ("month", "2026-01-31", "2026-01-31", "2026-02-28"),
    ("month", "2026-02-28", "2026-02-28", "2026-03-31"),
    ("month", "2026-01-31", "2026-04-30", "2026-05-31"),
    ("month", "2026-12-31", "2026-12-31", "2027-01-31"),
    ("year", "2024-02-29", "2024-02-29", "2025-02-28"),
    ("year", "2027-02-28", "2027-03-01", "2028-02-29"),
  ])
  func `the next day is the first of the series after today`(
    every: String, date: String, today: String, next: String
  ) throws {
    let recurrence = try #require(Recurrence(every))
    let (date, today) = (try #require(CivilDate(date)), try #require(CivilDate(today)))
    // All of these series began on the last day of their month, or on this very day.
    let dayOfMonth =
      every == "month" ? 31 : every == "year" ? 29 : date.day
    #expect(
      recurrence.first(after: date, and: today, on: dayOfMonth)?.description == next)
    #expect(recurrence.text == every)
  }

  @Test func `a series ends with the calendar`() throws {
    let last = try #require(CivilDate("9999-12-31"))
    for every in ["week", "month", "year", "1d"] {
      let recurrence = try #require(Recurrence(every))
      #expect(recurrence.first(after: last, and: last, on: 31) == nil)
    }
  }

  @Test(arguments: [
    "", "d", "0d", "-1d", "1", "1 d", "01d", "weeks", "3651d", "Month", "9999999999999999999d",
  ])
  func `other texts are no recurrence`(text: String) { #expect(Recurrence(text) == nil) }
}
