/// The kinds of things that have ids; each raw value is the English word for one.
package enum RecordKind: String, Sendable, Hashable, CaseIterable {
  case company, person, customer, contact, group, document, task, reminder, notice, mail
  case logEntry = "log entry"

  /// The field by which other records name one; nil where none does.
  package var field: RecordField? { RecordField(rawValue: rawValue) }

  /// The word for one record: `asiakas`.
  package var words: Words {
    switch self {
    case .company: Words("yritys", "företag", rawValue)
    case .person: Words("henkilö", "person", rawValue)
    case .customer: Words("asiakas", "kund", rawValue)
    case .contact: Words("kontakti", "kontakt", rawValue)
    case .group: Words("ryhmä", "grupp", rawValue)
    case .document: Words("dokumentti", "dokument", rawValue)
    case .task: Words("tehtävä", "uppgift", rawValue)
    case .reminder: Words("muistutus", "påminnelse", rawValue)
    case .notice: Words("ilmoitus", "avisering", rawValue)
    case .mail: Words("sähköposti", "e-postmeddelande", rawValue)
    case .logEntry: Words("lokimerkintä", "loggpost", rawValue)
    }
  }
}
