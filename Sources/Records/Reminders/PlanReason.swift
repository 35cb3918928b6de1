import Foundation

/// Why a reminder is planned for its moment, in words.
package struct PlanReason {
  package let rule: ReminderRule
  package let company: Company
  package let now: Int64
  package var language = Language.english

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
      text += moved(from: asked)[language]
    }
    if !company.active { return text + Self.waits[language] }
    if moment <= now { return text + Self.due[language] }
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
    guard let daysBefore else { return atOnce(date)[language] }
    let (days, hour) = (owner(rule.daysSource)[language], owner(rule.atSource)[language])
    let day = self.day(daysBefore, date)[language]
    return switch language {
    case .finnish: "\(day) (päivät: \(days)), klo \(rule.at.text(in: language)) (aika: \(hour))"
    case .swedish: "\(day) (dagar: \(days)), kl. \(rule.at.text(in: language)) (tid: \(hour))"
    case .english: "\(day) (\(days) days), at \(rule.at) (\(hour) hour)"
    }
  }
}

// MARK: Words

extension PlanReason {
  private static let waits = Words(
    "; odottaa, kunnes yritys on taas päällä", "; väntar tills företaget är på igen",
    "; waits until the company is switched on")
  private static let due = Words("; lähtee nyt", "; skickas nu", "; due")

  private func moved(from day: CivilDate) -> Words {
    Words(
      ", siirretty päivästä \(day.text(in: .finnish)) edelliselle arkipäivälle",
      ", flyttad från \(day.text(in: .swedish)) till vardagen före",
      ", moved from \(day) to the workday before")
  }

  private func atOnce(_ date: CivilDate) -> Words {
    Words(
      "heti, koska kaikki muistutusajat olivat jo ohi: \(date.text(in: .finnish))",
      "genast, eftersom alla tider redan var förbi: \(date.text(in: .swedish))",
      "at once, since every moment for \(date) was past when it was saved")
  }

  private func day(_ daysBefore: Int, _ date: CivilDate) -> Words {
    let (finnish, swedish) = (date.text(in: .finnish), date.text(in: .swedish))
    return switch daysBefore {
    case 0: Words("päivänä \(finnish)", "på dagen \(swedish)", "on the day, \(date)")
    case 1:
      Words(
        "1 päivä ennen: \(finnish)", "1 dag före: \(swedish)", "1 day before \(date)")
    default:
      Words(
        "\(daysBefore) päivää ennen: \(finnish)", "\(daysBefore) dagar före: \(swedish)",
        "\(daysBefore) days before \(date)")
    }
  }

  private func owner(_ source: ReminderRule.Source) -> Words {
    switch source {
    case .task: Words("tehtävän", "uppgiftens", "the task's")
    case .person: Words("henkilön", "personens", "the person's")
    case .company: Words("yrityksen", "företagets", "the company's")
    case .installation: Words("järjestelmän", "systemets", "the installation's")
    }
  }
}
