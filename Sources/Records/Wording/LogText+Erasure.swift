/// Sentences on erased data.
extension LogText {
  /// So many customers are named one by one.
  private static let mostCustomers = 20

  /// The words that stand where personal data was.
  package var erased: String {
    switch language {
    case .finnish: "(poistettu)"
    case .swedish: "(raderad)"
    case .english: "(erased)"
    }
  }

  /// The words that stand for a text whose erasure another entry records.
  package func erased(by entry: Int64) -> String {
    switch language {
    case .finnish: "(poistettu, ks. merkintä \(entry))"
    case .swedish: "(raderad, se post \(entry))"
    case .english: "(erased, see entry \(entry))"
    }
  }

  package func dataErased(of contact: ContactID) -> String {
    switch language {
    case .finnish: "Kontaktin \(contact.rawValue) henkilötiedot poistettiin"
    case .swedish: "Personuppgifterna för kontakten \(contact.rawValue) raderades"
    case .english: "Erased the personal data of the contact \(contact.rawValue)"
    }
  }

  package func dataErased(of person: PersonID) -> String {
    switch language {
    case .finnish: "Henkilön \(person.rawValue) henkilötiedot poistettiin"
    case .swedish: "Personuppgifterna för personen \(person.rawValue) raderades"
    case .english: "Erased the personal data of the person \(person.rawValue)"
    }
  }

  /// `: merkintöjä 12, muita koskevia 3 (asiakkaat 4, 9), joista vain nimi 2`
  package func erased(_ extent: ErasureExtent) -> String {
    var text =
      switch language {
      case .finnish: ": merkintöjä \(extent.entries)"
      case .swedish: ": poster \(extent.entries)"
      case .english: ": entries \(extent.entries)"
      }
    if extent.others > 0 { text += others(extent) }
    if extent.masked > 0 {
      let words =
        switch language {
        case .finnish: "joista vain nimi"
        case .swedish: "varav endast namnet"
        case .english: "of these only the name"
        }
      text += "; \(words) \(extent.masked)"
    }
    return text
  }

  private func others(_ extent: ErasureExtent) -> String {
    let shown = extent.customers.prefix(Self.mostCustomers).map(String.init)
    let more = extent.customers.count > Self.mostCustomers ? ", …" : ""
    let ids = shown.joined(separator: ", ") + more
    let (words, customers) =
      switch language {
      case .finnish: (", muita koskevia \(extent.others)", "asiakkaat")
      case .swedish: (", om andra \(extent.others)", "kunderna")
      case .english: (", about others \(extent.others)", "customers")
      }
    return shown.isEmpty ? words : "\(words) (\(customers) \(ids))"
  }
}
