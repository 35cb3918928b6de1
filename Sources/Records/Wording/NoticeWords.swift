/// The words of a notice in one language.
package struct NoticeWords: Sendable {
  package let language: Language

  package init(language: Language) { self.language = language }

  private func choose(_ finnish: String, _ swedish: String, _ english: String) -> String {
    Words(finnish, swedish, english)[language]
  }

  package var reminder: String { choose("Muistutus", "Påminnelse", "Reminder") }
  package var lateReminder: String {
    choose("Myöhästynyt muistutus", "Försenad påminnelse", "Late reminder")
  }
  package func tasks(_ count: Int) -> String {
    choose("\(count) tehtävää", "\(count) uppgifter", "\(count) tasks")
  }
  package func greeting(_ name: String) -> String {
    choose("Hei \(name)", "Hej \(name)", "Hello \(name)")
  }

  package func introduction(_ count: Int) -> String {
    count == 1
      ? choose("Sinulla on tehtävä:", "Du har en uppgift:", "You have a task:")
      : choose("Sinulla on tehtäviä:", "Du har uppgifter:", "You have tasks:")
  }
  package var apology: String {
    choose(
      "Tämä muistutus on myöhässä: palvelu ei ollut käynnissä, kun se olisi pitänyt lähettää.",
      "Den här påminnelsen är försenad: tjänsten var inte i gång när den skulle ha skickats.",
      "This reminder is late: the service was not running when it should have been sent.")
  }

  package var date: String { choose("Päivä", "Datum", "Date") }
  package var group: String { choose("Ryhmä", "Grupp", "Group") }
  package var customer: String { choose("Asiakas", "Kund", "Customer") }
  package var contact: String { choose("Kontakti", "Kontakt", "Contact") }
  package var documents: String { choose("Dokumentit", "Dokument", "Documents") }
  package var calendarFile: String { choose("tehtava.ics", "uppgift.ics", "task.ics") }
  package var sender: String {
    choose(
      "Muistutuksen lähetti Mini-CRM yritykselle", "Påminnelsen skickades av Mini-CRM för",
      "Sent by Mini-CRM for")
  }

  /// The distance of a day from today, in days.
  package func distance(_ days: Int) -> String {
    switch days {
    case 0: choose("tänään", "i dag", "today")
    case 1: choose("huomenna", "i morgon", "tomorrow")
    case -1: choose("eilen", "i går", "yesterday")
    case 2...: choose("\(days) päivän päästä", "om \(days) dagar", "in \(days) days")
    default: choose("\(-days) päivää sitten", "för \(-days) dagar sedan", "\(-days) days ago")
    }
  }

  package func day(_ task: NoticedTask) -> String {
    "\(task.date.text(in: language)) (\(distance(task.daysLeft)))"
  }
}
