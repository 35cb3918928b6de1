import Testing

@testable import Records

@Suite struct NoticeWordsTests {
  @Test(arguments: [
    (0, "tänään", "i dag", "today"), (1, "huomenna", "i morgon", "tomorrow"),
    (7, "7 päivän päästä", "om 7 dagar", "in 7 days"), (-1, "eilen", "i går", "yesterday"),
    (-3, "3 päivää sitten", "för 3 dagar sedan", "3 days ago"),
  ])
  func `a day is told by its distance`(
    days: Int, finnish: String, swedish: String, english: String
  ) {
    let told = [Language.finnish, .swedish, .english].map {
      NoticeWords(language: $0).distance(days)
    }
    #expect(told == [finnish, swedish, english])
  }
}
