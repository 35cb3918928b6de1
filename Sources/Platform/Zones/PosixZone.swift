/// The rule that a zone goes on by, as POSIX writes it and RFC 8536 (section 3.3.1) extends it:
/// `EET-2EEST,M3.5.0/3,M10.5.0/4`, `<-02>2<-01>,M3.5.0/-1,M10.5.0/0`.
struct PosixZone: Sendable, Hashable {
  /// A day of each year, and a time of it.
  struct Change: Sendable, Hashable {
    enum Day: Sendable, Hashable {
      /// `Jn`: 1 to 365, the leap day never counted.
      case ofCommonYear(Int)
      /// `n`: 0 to 365, the leap day counted.
      case ofYear(Int)
      /// `Mm.w.d`: the first to the fourth, or with 5 the last, of a weekday, 0 being Sunday.
      case ofMonth(Int, week: Int, weekday: Int)
    }

    let day: Day
    /// Seconds from the day's midnight by the clock before the change; may be days away.
    let seconds: Int64
  }

  /// Seconds east of UTC.
  let standard: Int64
  /// Nil where clocks are never changed.
  let summer: Summer?

  /// The other offset, and from when to when.
  struct Summer: Sendable, Hashable {
    let offset: Int64
    let start: Change
    let end: Change
  }

  /// Seconds east of UTC.
  func offset(at seconds: Int64) -> Int64 {
    guard let summer else { return standard }
    let year = Self.year(of: seconds)
    var latest: (at: Int64, offset: Int64)?
    // Changes of other years may be days away from their own.
    for year in year - 1...year + 1 {
      for (change, before, after) in [
        (summer.start, standard, summer.offset), (summer.end, summer.offset, standard),
      ] {
        let moment = change.localSeconds(in: year) - before
        // Summer lasts all year where one summer's end is the next one's start.
        let isLater =
          latest.map { $0.at < moment || ($0.at == moment && after == summer.offset) } ?? true
        if moment <= seconds, isLater { latest = (moment, after) }
      }
    }
    return latest?.offset ?? standard
  }

  private static func year(of seconds: Int64) -> Int {
    // The clock's bounds keep the day within the calendar's years.
    let day = Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
    return min(max(GregorianDays.date(day).year, 1), 9_999)
  }
}

extension PosixZone.Change {
  /// The instant by the clock before the change, in seconds since 1970 without any offset.
  func localSeconds(in year: Int) -> Int64 {
    Int64(dayNumber(in: year)) * 86_400 + seconds
  }

  private func dayNumber(in year: Int) -> Int {
    let first = GregorianDays.number(year: year, month: 1, day: 1)
    switch day {
    case .ofYear(let number): return first + number
    case .ofCommonYear(let number):
      let isLeapYear = GregorianDays.number(year: year + 1, month: 1, day: 1) - first == 366
      return first + number - 1 + (isLeapYear && number >= 60 ? 1 : 0)
    case .ofMonth(let month, let week, let weekday):
      let start = GregorianDays.number(year: year, month: month, day: 1)
      let next = GregorianDays.number(
        year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
      // 1970-01-01 was a Thursday.
      let startWeekday = ((start + 4) % 7 + 7) % 7
      let found = start + (weekday - startWeekday + 7) % 7 + (week - 1) * 7
      return found < next ? found : found - 7
    }
  }
}
