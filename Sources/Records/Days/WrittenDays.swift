// Days and times as people write them; what is stored and shown has one form only.

extension CivilDate {
  /// Reads `31.12.2026`, with or without zeros before day and month, and `2026-12-31`.
  package init?(written text: String) {
    if let date = CivilDate(text) {
      self = date
      return
    }
    guard let match = text.wholeMatch(of: /([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})/),
      let day = Int(match.1), let month = Int(match.2), let year = Int(match.3)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

extension TimeOfDay {
  /// Reads `8.00`, `8:00` and `08:00`.
  package init?(written text: String) {
    guard let match = text.wholeMatch(of: /([0-9]{1,2})[:.]([0-9]{2})/),
      let hour = Int(match.1), let minute = Int(match.2), hour < 24, minute < 60
    else { return nil }
    self.init(minute: hour * 60 + minute)
  }
}
