extension TimeFault {
  var cause: Words {
    switch self {
    case .unknownZone:
      Words(
        "sen nimistä aikavyöhykettä ei ole", "det finns ingen tidszon med det namnet",
        "there is none of that name")
    case .notReminderDays(let most, let furthest):
      Words(
        "päiviä on oltava 1–\(most), kukin väliltä 0–\(furthest)",
        "dagarna måste vara 1–\(most) till antalet, var och en mellan 0 och \(furthest)",
        "they are not 1 to \(most) numbers from 0 to \(furthest)")
    case .notATimeOfDay:
      Words("ei ole kellonaika", "det är inget klockslag", "it is no time of day")
    case .notAGrace(let most):
      Words(
        "vanha osoite voi toimia 1–\(most) päivää",
        "den gamla adressen kan fungera 1–\(most) dagar",
        "an old address can work on for 1 to \(most) days")
    case .notARecurrence:
      Words("ei ole toistuvuus", "det är ingen upprepning", "it is no interval")
    case .notADay: Words("ei ole päivä", "det är ingen dag", "it is no day")
    case .notAMoment: Words("ei ole ajankohta", "det är ingen tidpunkt", "it is not a moment")
    case .outOfYears(let years):
      Words(
        "vuoden on oltava \(years.lowerBound)–\(years.upperBound)",
        "året måste vara \(years.lowerBound)–\(years.upperBound)",
        "it is not in the years \(years.lowerBound) to \(years.upperBound)")
    case .secondIsFull(let most):
      Words(
        "yhteen sekuntiin mahtuu enintään \(most) lokimerkintää",
        "på en sekund ryms högst \(most) loggposter", "a second holds at most \(most) entries")
    }
  }

  var suggestion: Words? {
    switch self {
    case .unknownZone:
      Words(
        "kirjoita IANA-nimi, esimerkiksi Europe/Helsinki",
        "skriv ett IANA-namn, till exempel Europe/Helsinki",
        "write an IANA name like Europe/Helsinki")
    case .notReminderDays:
      Words("kirjoita esimerkiksi 7,1,0", "skriv till exempel 7,1,0", "write for example 7,1,0")
    case .notATimeOfDay: Words("kirjoita 08:00", "skriv 08:00", "write it as 08:00")
    case .notARecurrence:
      Words(
        "kirjoita viikoittain, kuukausittain, vuosittain tai 14d",
        "skriv varje vecka, varje månad, varje år eller 14d",
        "write every week, every month, every year, or 14d")
    case .notADay:
      Words(
        "kirjoita 31.12.2026 tai 2026-12-31", "skriv 31.12.2026 eller 2026-12-31",
        "write it as 31.12.2026 or 2026-12-31")
    case .notAMoment:
      Words(
        "kirjoita 2026-11-24, 2026-11-24T08:00 tai 2026-11-24T08:00:00+02:00",
        "skriv 2026-11-24, 2026-11-24T08:00 eller 2026-11-24T08:00:00+02:00",
        "write 2026-11-24, 2026-11-24T08:00 or 2026-11-24T08:00:00+02:00")
    case .outOfYears, .notAGrace: nil
    case .secondIsFull:
      Words(
        "anna merkinnöille omat ajankohdat", "ge posterna egna tidpunkter",
        "give the entries their own moments")
    }
  }
}
