import Foundation
import Records

/// The names by which the headers of people's tables call a field: its key, its words in three
/// languages, and others that are used for it.
extension RecordField {
  /// The field of those that a header names; nil for none. Case, spaces, hyphens and dots don't
  /// matter. Where other words may mean two fields, the first of them is meant.
  static func named(_ header: String, among known: [RecordField]) -> RecordField? {
    let name = headerKey(header)
    guard !name.isEmpty else { return nil }
    return known.first { $0.names.contains { headerKey($0) == name } }
      ?? known.first { $0.otherNames.contains { headerKey($0) == name } }
  }

  private static func headerKey(_ text: String) -> String {
    let folded = text.precomposedStringWithCanonicalMapping.lowercased()
    return String(folded.filter { $0.isLetter || $0.isNumber })
  }

  private var names: [String] { [rawValue] + Language.allCases.map { words[$0] } }

  private var otherNames: [String] {
    switch self {
    case .name: ["asiakas", "yritys", "kund", "företag", "customer", "company", "full name"]
    case .businessID:
      ["y", "alv-tunnus", "vat-tunnus", "orgnr", "organisationsnummer", "momsnummer", "vat number"]
    case .email: ["sähköpostiosoite", "meili", "e-postadress", "mail", "e-mail address"]
    case .phone:
      [
        "puh", "puhelinnumero", "puhelinnro", "gsm", "matkapuhelin", "tel", "telefonnummer",
        "mobil", "mobiltelefon", "phone number", "telephone", "mobile",
      ]
    case .role: ["asema", "tehtävänimike", "titteli", "befattning", "titel", "job title"]
    case .street:
      [
        "osoite", "katu", "lähiosoite", "postiosoite", "adress", "gata", "address",
        "street address",
      ]
    case .postalCode: ["postinro", "postnr", "zip", "zip code", "postcode"]
    case .city: ["paikkakunta", "kaupunki", "kunta", "toimipaikka", "ort", "stad", "town"]
    case .country: ["maakoodi", "landkod", "country code"]
    case .notes:
      [
        "muistiinpano", "huomautus", "huomautukset", "huom", "lisätiedot", "kommentti",
        "anmärkning", "noteringar", "kommentar", "note", "comment", "comments", "remarks",
      ]
    case .customer:
      ["asiakkaan nimi", "yritys", "kundens namn", "företag", "customer name", "company"]
    case .contact: ["yhteyshenkilö", "kontaktihenkilö", "kontaktperson", "contact person"]
    case .customerExternalID: ["asiakasnumero", "asiakasnro", "kundnummer", "customer number"]
    case .externalID:
      ["asiakasnumero", "asiakasnro", "kundnummer", "customer number", "tunnus", "numero", "nro"]
    case .person: ["vastuuhenkilö", "vastuussa", "tekijä", "ansvarig", "assignee", "responsible"]
    case .description: ["tehtävä", "selite", "uppgift", "task"]
    case .date:
      ["pvm", "päivämäärä", "päiväys", "eräpäivä", "dag", "förfallodag", "day", "due", "due date"]
    case .remind: ["muistutukset", "muistutus", "påminnelser", "påminnelse", "reminders"]
    case .every:
      [
        "toistuu", "toisto", "toistoväli", "återkommer", "återkommande", "intervall", "repeat",
        "repeats", "recurs", "interval",
      ]
    case .state: ["tilanne", "tehtävän tila", "läge", "tillstånd", "status", "task state"]
    case .group: ["ryhmän nimi", "ryhmän polku", "gruppens namn", "group name", "group path"]
    case .title: ["nimike", "nimi", "titel", "namn", "name"]
    case .path: ["ryhmä", "polku", "nimi", "grupp", "sökväg", "group", "name"]
    case .file:
      [
        "tiedostonimi", "tiedoston nimi", "tiedostopolku", "polku", "filnamn", "sökväg",
        "file name", "path",
      ]
    default: []
    }
  }
}
