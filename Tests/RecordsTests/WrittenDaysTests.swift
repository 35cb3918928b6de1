import Records
import Testing

/// Days and times as Finns write them.
@Suite struct WrittenDaysTests {
  @Test(arguments: [
    ("31.12.2026", "2026-12-31"), ("1.2.2026", "2026-02-01"), ("01.02.2026", "2026-02-01"),
    ("2026-02-01", "2026-02-01"), ("29.2.2028", "2028-02-29"),
  ])
  func `a day is read in either form, and shown in one`(text: String, shown: String) {
    #expect(CivilDate(written: text)?.description == shown)
  }

  @Test(arguments: [
    "31.2.2026", "0.1.2026", "1.13.2026", "1.1.26", "1.1.", "1/1/2026", "1. 1. 2026", "2026-2-1",
    "1.1.2026 ", "١.١.٢٠٢٦", "",
  ])
  func `anything else is no day`(text: String) {
    #expect(CivilDate(written: text) == nil)
  }

  @Test(arguments: [
    ("8.00", "08:00"), ("8:00", "08:00"), ("08:00", "08:00"), ("08.05", "08:05"),
    ("23.59", "23:59"), ("0.00", "00:00"),
  ])
  func `a time is read in each form, and shown in one`(text: String, shown: String) throws {
    #expect(TimeOfDay(written: text)?.description == shown)
    #expect(try FieldRule.reminderAt(text).description == shown)
  }

  @Test(arguments: ["24.00", "8.60", "8", "8.0", "800", "8,00", "8.00.00", ""])
  func `anything else is no time`(text: String) {
    #expect(TimeOfDay(written: text) == nil)
  }

  @Test func `what is stored has one form`() {
    #expect(CivilDate("31.12.2026") == nil && TimeOfDay("8.00") == nil)
  }
}
