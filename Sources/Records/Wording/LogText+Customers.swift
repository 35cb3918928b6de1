/// Sentences on customers and their contacts.
extension LogText {
  package func customerAdded(_ customer: Customer) -> String {
    switch language {
    case .finnish: "Lisättiin asiakas \(customer.name)"
    case .swedish: "Kunden \(customer.name) lades till"
    case .english: "Added the customer \(customer.name)"
    }
  }

  package func customerEdited(_ customer: Customer, _ changes: FieldChanges) -> String {
    let changed = "\(customer.name) (\(changes.text(in: language)))"
    return switch language {
    case .finnish: "Muutettiin asiakkaan tietoja: \(changed)"
    case .swedish: "Kundens uppgifter ändrades: \(changed)"
    case .english: "Edited the customer \(changed)"
    }
  }

  package func customerArchived(_ customer: Customer) -> String {
    switch language {
    case .finnish: "Arkistoitiin asiakas \(customer.name)"
    case .swedish: "Kunden \(customer.name) arkiverades"
    case .english: "Archived the customer \(customer.name)"
    }
  }

  package func contactAdded(_ contact: Contact, of customer: Customer) -> String {
    let named = "\(contact.name) (\(customer.name))"
    return switch language {
    case .finnish: "Lisättiin kontakti \(named)"
    case .swedish: "Kontakten \(named) lades till"
    case .english: "Added the contact \(named)"
    }
  }

  package func contactEdited(_ contact: Contact, _ changes: FieldChanges) -> String {
    let changed = "\(contact.name) (\(changes.text(in: language)))"
    return switch language {
    case .finnish: "Muutettiin kontaktin tietoja: \(changed)"
    case .swedish: "Kontaktens uppgifter ändrades: \(changed)"
    case .english: "Edited the contact \(changed)"
    }
  }

  package func contactRemoved(_ contact: Contact, of customer: Customer) -> String {
    let named = "\(contact.name) (\(customer.name))"
    return switch language {
    case .finnish: "Poistettiin kontakti \(named)"
    case .swedish: "Kontakten \(named) togs bort"
    case .english: "Removed the contact \(named)"
    }
  }
}
