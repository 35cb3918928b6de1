/// What is said of erased data.
extension LogText {
  /// What stands where personal data was.
  var erased: String {
    switch language {
    case .finnish: "(poistettu)"
    case .swedish: "(raderad)"
    case .english: "(erased)"
    }
  }

  func dataErased(of contact: ContactID) -> String {
    switch language {
    case .finnish: "Kontaktin \(contact.rawValue) henkilötiedot poistettiin"
    case .swedish: "Personuppgifterna för kontakten \(contact.rawValue) raderades"
    case .english: "Erased the personal data of the contact \(contact.rawValue)"
    }
  }

  func dataErased(of person: PersonID) -> String {
    switch language {
    case .finnish: "Henkilön \(person.rawValue) henkilötiedot poistettiin"
    case .swedish: "Personuppgifterna för personen \(person.rawValue) raderades"
    case .english: "Erased the personal data of the person \(person.rawValue)"
    }
  }
}
