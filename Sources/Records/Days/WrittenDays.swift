// Days and times as people write them; what is stored and shown has one form only.

extension CivilDate {
  /// Reads `31.12.2026`, with or without zeros before day and month, and `2026-12-31`.
  package init?(written text: String) {
    if let date = CivilDate(text) {
      self = date
      return
    }
    var form = WrittenForm(text)
    guard let day = form.number(1...2), form.hasSign("."), let month = form.number(1...2),
      form.hasSign("."), let year = form.number(4...4), form.isAtEnd
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

extension TimeOfDay {
  /// Reads `8.00`, `8:00` and `08:00`.
  package init?(written text: String) {
    var form = WrittenForm(text)
    guard let hour = form.number(1...2), form.hasSign(":."), let minute = form.number(2...2),
      form.isAtEnd, hour < 24, minute < 60
    else { return nil }
    self.init(minute: hour * 60 + minute)
  }
}
