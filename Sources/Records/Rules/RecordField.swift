/// The fields of records that people fill in; each raw value is the field's key in a row, in the
/// header of a table, and in a line of a log import.
package enum RecordField: String, Sendable, Hashable, CaseIterable, Codable {
  case slug, name, businessID, timeZone, reminderDays, reminderAt, remind
  case email, phone, role, externalID, customerExternalID
  case description, date, person, group, customer, contact, title, path
  case kind, at, amount, currency, reference, text
  case street, postalCode, city, country, notes, contactExternalID
  case keepUntil, keepYears, every, corrects, file, address, state, password
  case language, reminderWorkdays, active

  /// As forms, the log and error lines call the field.
  package var words: Words {
    switch self {
    case .slug: Words("lyhytnimi", "kortnamn", "slug")
    case .name: Words("nimi", "namn", "name")
    case .businessID: Words("Y-tunnus", "FO-nummer", "business id")
    case .timeZone: Words("aikavyöhyke", "tidszon", "time zone")
    case .reminderDays, .remind: Words("muistutuspäivät", "påminnelsedagar", "reminder days")
    case .reminderAt: Words("muistutusaika", "påminnelsetid", "reminder time")
    case .email: Words("sähköposti", "e-post", "e-mail")
    case .phone: Words("puhelin", "telefon", "phone")
    case .role: Words("rooli", "roll", "role")
    case .externalID: Words("ulkoinen tunnus", "externt id", "external id")
    case .customerExternalID:
      Words("asiakkaan ulkoinen tunnus", "kundens externa id", "customer's external id")
    case .description: Words("kuvaus", "beskrivning", "description")
    case .date: Words("päivä", "datum", "date")
    case .person: Words("henkilö", "person", "person")
    case .group: Words("ryhmä", "grupp", "group")
    case .customer: Words("asiakas", "kund", "customer")
    case .contact: Words("kontakti", "kontakt", "contact")
    case .title: Words("otsikko", "rubrik", "title")
    case .path: Words("ryhmän nimi", "gruppens namn", "group name")
    case .kind: Words("laji", "slag", "kind")
    case .at: Words("ajankohta", "tidpunkt", "moment")
    case .amount: Words("summa", "belopp", "amount")
    case .currency: Words("valuutta", "valuta", "currency")
    case .reference: Words("viite", "referens", "reference")
    case .text: Words("teksti", "text", "text")
    case .street: Words("katuosoite", "gatuadress", "street")
    case .postalCode: Words("postinumero", "postnummer", "postal code")
    case .city: Words("postitoimipaikka", "postort", "city")
    case .country: Words("maa", "land", "country")
    case .notes: Words("muistiinpanot", "anteckningar", "notes")
    case .contactExternalID:
      Words("kontaktin ulkoinen tunnus", "kontaktens externa id", "contact's external id")
    case .keepUntil: Words("säilytetään asti", "sparas till", "keep until")
    case .keepYears: Words("säilytysvuodet", "sparas i år", "years to keep")
    case .every: Words("toistuvuus", "upprepas", "recurrence")
    case .corrects: Words("korjattava merkintä", "rättad post", "corrected entry")
    case .address: Words("osoite", "adress", "address")
    case .state: Words("tila", "status", "state")
    case .file: Words("tiedosto", "fil", "file")
    case .password: Words("salasana", "lösenord", "password")
    case .language: Words("kieli", "språk", "language")
    case .reminderWorkdays:
      Words("muistutukset vain arkipäivinä", "påminnelser bara på vardagar", "workdays only")
    case .active: Words("Mini-CRM-palvelu", "Mini-CRM-tjänsten", "Mini-CRM service")
    }
  }
}
