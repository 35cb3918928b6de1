import Testing

@testable import Records

@Suite struct TimeOfDayTests {
  @Test(arguments: [("00:00", 0), ("08:00", 480), ("13:05", 785), ("23:59", 1_439)])
  func `a time is written as it is read`(text: String, minute: Int) {
    #expect(TimeOfDay(text)?.minute == minute)
    #expect(TimeOfDay(minute: minute).description == text)
  }

  @Test(arguments: ["24:00", "08:60", "08:00 ", "", "0800", "08:00:00", "٠٨:٠٠"])
  func `anything else is no time of day`(text: String) {
    #expect(TimeOfDay(text) == nil)
    let refusal = #expect(throws: Refusal.self) { try FieldRule.reminderAt(text) }
    #expect(refusal == Refusal(.reminderAt, text, .time(.notATimeOfDay)))
  }
}
