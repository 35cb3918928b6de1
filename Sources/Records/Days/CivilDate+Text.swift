extension CivilDate {
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
