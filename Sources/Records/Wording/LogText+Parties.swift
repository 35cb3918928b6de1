/// Sentences on customers and contacts that are merged and restored.
extension LogText {
  /// `changes` are those of the customer that is left.
  package func customerMerged(
    _ old: Customer, into new: Customer, _ changes: FieldChanges
  ) -> String {
    let (old, new) = (numbered(old.name, old.id), numbered(new.name, new.id))
    let merged =
      switch language {
      case .finnish: "Yhdistettiin asiakas \(old) asiakkaaseen \(new)"
      case .swedish: "Kunden \(old) slogs ihop med kunden \(new)"
      case .english: "Merged the customer \(old) into \(new)"
      }
    return merged + filled(changes)
  }

  /// `changes` are those of the contact that is left.
  package func contactMerged(
    _ old: Contact, into new: Contact, _ changes: FieldChanges
  ) -> String {
    let (old, new) = (numbered(old.name, old.id), numbered(new.name, new.id))
    let merged =
      switch language {
      case .finnish: "Yhdistettiin kontakti \(old) kontaktiin \(new)"
      case .swedish: "Kontakten \(old) slogs ihop med kontakten \(new)"
      case .english: "Merged the contact \(old) into \(new)"
      }
    return merged + filled(changes)
  }

  /// Two records that are merged often have one name.
  private func numbered(_ name: String, _ id: some OwnedIdentifier) -> String {
    "\(name) (\(id.rawValue))"
  }

  private func filled(_ changes: FieldChanges) -> String {
    changes.isEmpty ? "" : "; \(changes.text(in: language))"
  }

  /// `other` is the customer that the restored one had been merged into; `lost` is the external id
  /// that is another's by now.
  package func customerRestored(
    _ customer: Customer, from other: Customer?, without lost: String?
  ) -> String {
    let named = customer.name + from(other.map { numbered($0.name, $0.id) }, without: lost)
    return switch language {
    case .finnish: "Palautettiin asiakas \(named)"
    case .swedish: "Kunden återställdes: \(named)"
    case .english: "Restored the customer \(named)"
    }
  }

  package func contactRestored(
    _ contact: Contact, of customer: Customer, from other: Contact?, without lost: String?
  ) -> String {
    let named =
      "\(contact.name) (\(customer.name))"
      + from(other.map { numbered($0.name, $0.id) }, without: lost)
    return switch language {
    case .finnish: "Palautettiin kontakti \(named)"
    case .swedish: "Kontakten återställdes: \(named)"
    case .english: "Restored the contact \(named)"
    }
  }

  private func from(_ other: String?, without lost: String?) -> String {
    let from = other.map { other in
      switch language {
      case .finnish: ", oli yhdistetty: \(other)"
      case .swedish: ", var sammanslagen med \(other)"
      case .english: ", had been merged into \(other)"
      }
    }
    let without = lost.map { lost in
      switch language {
      case .finnish: ", ilman ulkoista tunnusta \(lost), joka on nyt toisella"
      case .swedish: ", utan externa id \(lost), som är en annans nu"
      case .english: ", without the external id \(lost), which is another's by now"
      }
    }
    return (from ?? "") + (without ?? "")
  }
}
