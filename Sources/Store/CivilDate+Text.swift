import Foundation

extension CivilDate {
  /// The day that it is at an instant in a zone; nil outside of the years 1 to 9999.
  package init?(_ instant: Date, in zone: TimeZone) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.era, .year, .month, .day], from: instant)
    guard parts.era == 1, let year = parts.year, let month = parts.month, let day = parts.day
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// As people write it: `1.12.2026` in Finland, `1 December 2026` in English.
  package func text(in language: Language) -> String {
    switch language {
    case .finnish, .swedish: "\(day).\(month).\(year)"
    case .english: "\(day) \(CivilDate.englishMonths[month - 1]) \(year)"
    }
  }

  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
