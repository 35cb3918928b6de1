import Records

/// The words of a notice in one language.
struct NoticeWords: Sendable {
  let language: Language

  /// The first of these in Finnish, the second in Swedish, the third in English.
  private func choose(_ finnish: String, _ swedish: String, _ english: String) -> String {
    switch language {
    case .finnish: finnish
    case .swedish: swedish
    case .english: english
    }
  }

  var reminder: String { choose("Muistutus", "Påminnelse", "Reminder") }
  var lateReminder: String {
    choose("Myöhästynyt muistutus", "Försenad påminnelse", "Late reminder")
  }
  func tasks(_ count: Int) -> String {
    choose("\(count) tehtävää", "\(count) uppgifter", "\(count) tasks")
  }
  func greeting(_ name: String) -> String { choose("Hei \(name)", "Hej \(name)", "Hello \(name)") }

  func introduction(_ count: Int) -> String {
    count == 1
      ? choose("Sinulla on tehtävä:", "Du har en uppgift:", "You have a task:")
      : choose("Sinulla on tehtäviä:", "Du har uppgifter:", "You have tasks:")
  }
  var apology: String {
    choose(
      "Tämä muistutus on myöhässä: palvelu ei ollut käynnissä, kun se olisi pitänyt lähettää.",
      "Den här påminnelsen är försenad: tjänsten var inte i gång när den skulle ha skickats.",
      "This reminder is late: the service was not running when it should have been sent.")
  }

  var date: String { choose("Päivä", "Datum", "Date") }
  var group: String { choose("Ryhmä", "Grupp", "Group") }
  var customer: String { choose("Asiakas", "Kund", "Customer") }
  var contact: String { choose("Kontakti", "Kontakt", "Contact") }
  var documents: String { choose("Dokumentit", "Dokument", "Documents") }
  var calendarFile: String { choose("tehtava.ics", "uppgift.ics", "task.ics") }
  var sender: String {
    choose(
      "Muistutuksen lähetti Mini-CRM yritykselle", "Påminnelsen skickades av Mini-CRM för",
      "Sent by Mini-CRM for")
  }

  /// How far a day is from today.
  func distance(_ days: Int) -> String {
    switch days {
    case 0: choose("tänään", "i dag", "today")
    case 1: choose("huomenna", "i morgon", "tomorrow")
    case -1: choose("eilen", "i går", "yesterday")
    case 2...: choose("\(days) päivän päästä", "om \(days) dagar", "in \(days) days")
    default: choose("\(-days) päivää sitten", "för \(-days) dagar sedan", "\(-days) days ago")
    }
  }

  func day(_ task: NoticedTask) -> String {
    "\(task.date.text(in: language)) (\(distance(task.daysLeft)))"
  }
}
