/// The interval at which a task comes again.
package enum Recurrence: Sendable, Hashable {
  case week
  case month
  case year
  case days(Int)

  private static let mostDays = 3_650

  /// Reads `week`, `month`, `year`, or a number of days as `14d`.
  package init?(_ text: String) {
    switch text {
    case "week": self = .week
    case "month": self = .month
    case "year": self = .year
    default:
      guard text.hasSuffix("d"), text.utf8.first.map({ (0x31...0x39).contains($0) }) == true,
        let days = Int(text.dropLast()), days <= Self.mostDays
      else { return nil }
      self = .days(days)
    }
  }

  /// Reads the same, and words of people: `Viikoittain`, `varje månad`. Case doesn't matter.
  package init?(written text: String) {
    let named: [Recurrence] = [.week, .month, .year]
    let found = Recurrence(text.lowercased()) ?? named.first { $0.words.contain(text) }
    guard let found else { return nil }
    self = found
  }

  /// The texts that there are, with a number of days for all others.
  package static let examples = ["week", "month", "year", "14d"]

  /// As the contract writes it.
  package var text: String {
    switch self {
    case .week: "week"
    case .month: "month"
    case .year: "year"
    case .days(let count): "\(count)d"
    }
  }

  package var words: Words {
    switch self {
    case .week: Words("viikoittain", "varje vecka", "every week")
    case .month: Words("kuukausittain", "varje månad", "every month")
    case .year: Words("vuosittain", "varje år", "every year")
    case .days(let count):
      Words("\(count) päivän välein", "var \(count):e dag", "every \(count) days")
    }
  }

  /// The first day of a series behind both `date`, which is one of its days, and `today`. In months
  /// that are shorter than `dayOfMonth`, on which the series began, it is their last day. Nil
  /// beyond the calendar's end.
  package func first(after date: CivilDate, and today: CivilDate, on dayOfMonth: Int)
    -> CivilDate?
  {
    switch self {
    case .week: Self.first(every: 7, after: date, and: today)
    case .days(let count): Self.first(every: count, after: date, and: today)
    case .month: Self.first(everyMonths: 1, after: date, and: today, on: dayOfMonth)
    case .year: Self.first(everyMonths: 12, after: date, and: today, on: dayOfMonth)
    }
  }

  private static func first(
    every days: Int, after date: CivilDate, and today: CivilDate
  ) -> CivilDate? {
    let passed = max(0, date.days(to: today)) / days
    return date.adding(days: (passed + 1) * days)
  }

  private static func first(
    everyMonths months: Int, after date: CivilDate, and today: CivilDate, on dayOfMonth: Int
  ) -> CivilDate? {
    let between = (today.year - date.year) * 12 + today.month - date.month
    var steps = max(1, between / months)
    while let next = date.adding(months: steps * months, on: dayOfMonth) {
      if next > date, next > today { return next }
      steps += 1
    }
    return nil
  }
}

extension CivilDate {
  /// The day so many months later: `dayOfMonth`, or the month's last day where it has no such day.
  fileprivate func adding(months: Int, on dayOfMonth: Int) -> CivilDate? {
    let number = year * 12 + month - 1 + months
    return (0...3).lazy.compactMap {
      CivilDate(year: number / 12, month: number % 12 + 1, day: dayOfMonth - $0)
    }.first
  }
}
