/// Why a reminder is planned for its moment, in words.
package struct PlanReason {
  package let rule: ReminderRule
  package let company: Company
  package let now: Int64

  package init(rule: ReminderRule, company: Company, now: Int64) {
    self.rule = rule
    self.company = company
    self.now = now
  }

  /// `1 day before 2026-12-01 (the company's days), at 08:00 (the installation's hour)`
  package func text(daysBefore: Int?, date: CivilDate, moment: Int64) -> String {
    var text = asked(daysBefore, date)
    if let daysBefore, rule.onWorkdays, let asked = date.adding(days: -daysBefore),
      !FinnishHolidays.isWorkday(asked)
    {
      text += ", moved from \(asked) to the workday before"
    }
    if !company.active { return text + "; waits until the company is switched on" }
    if moment <= now { return text + "; due" }
    return text
  }

  /// A notice that is on its way, but not through yet.
  package static func retry(_ company: Company, attempts: Int, reply: String?) -> String {
    guard company.active else { return "due; waits until the company is switched on" }
    guard attempts > 0 else { return "due; waits for the mail server" }
    let times = attempts == 1 ? "once" : "\(attempts) times"
    return "tried \(times)" + (reply.map { "; the server said: \($0)" } ?? "")
  }

  private func asked(_ daysBefore: Int?, _ date: CivilDate) -> String {
    guard let daysBefore else {
      return "at once, since every moment for \(date) was past when it was saved"
    }
    let day =
      switch daysBefore {
      case 0: "on the day, \(date)"
      case 1: "1 day before \(date)"
      default: "\(daysBefore) days before \(date)"
      }
    return "\(day) (\(owner(rule.daysSource)) days), at \(rule.at) (\(owner(rule.atSource)) hour)"
  }

  private func owner(_ source: ReminderRule.Source) -> String {
    switch source {
    case .task: "the task's"
    case .person: "the person's"
    case .company: "the company's"
    case .installation: "the installation's"
    }
  }
}
