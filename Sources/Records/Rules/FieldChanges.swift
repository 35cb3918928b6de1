/// The fields of records that people edit, as the log names them.
package enum RecordField {
  case name, businessID, email, phone, role
  case description, date, person, group, customer, contact, title
  case reminderDays

  package func name(in language: Language) -> String {
    let (finnish, swedish, english) = names
    return switch language {
    case .finnish: finnish
    case .swedish: swedish
    case .english: english
    }
  }

  private var names: (String, String, String) {
    switch self {
    case .name: ("nimi", "namn", "name")
    case .businessID: ("Y-tunnus", "FO-nummer", "business id")
    case .email: ("sähköposti", "e-post", "e-mail")
    case .phone: ("puhelin", "telefon", "phone")
    case .role: ("rooli", "roll", "role")
    case .description: ("kuvaus", "beskrivning", "description")
    case .date: ("päivä", "datum", "date")
    case .person: ("henkilö", "person", "person")
    case .group: ("ryhmä", "grupp", "group")
    case .customer: ("asiakas", "kund", "customer")
    case .contact: ("kontakti", "kontakt", "contact")
    case .title: ("otsikko", "rubrik", "title")
    case .reminderDays: ("muistutuspäivät", "påminnelsedagar", "reminder days")
    }
  }
}

/// What an edit changed: each field with its old and its new value, as people read them.
package struct FieldChanges {
  private var changes: [(field: RecordField, old: String?, new: String?)] = []

  package init() {}

  package var isEmpty: Bool { changes.isEmpty }

  /// Notes a field when its value is another now.
  package mutating func note(_ field: RecordField, _ old: String?, _ new: String?) {
    if old != new { changes.append((field, old, new)) }
  }

  /// `puhelin: 040 1 → 040 2, rooli: – → ostaja`
  package func text(in language: Language) -> String {
    changes.map { change in
      "\(change.field.name(in: language)): \(change.old ?? "–") → \(change.new ?? "–")"
    }.joined(separator: ", ")
  }
}
