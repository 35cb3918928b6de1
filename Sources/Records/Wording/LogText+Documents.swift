/// Sentences on documents.
extension LogText {
  /// The title of the document that a test of the company's address brings.
  package var addressTest: String {
    switch language {
    case .finnish: "Testi: posti kulkee yrityksen osoitteeseen"
    case .swedish: "Test: post kommer fram till företagets adress"
    case .english: "Test: mail reaches the company's address"
    }
  }

  /// `party` is whom it was filed under, if anybody: `Virtanen Oy (Maija Virtanen)`.
  package func documentAdded(_ fileName: String, to party: String?) -> String {
    switch language {
    case .finnish: "Lisättiin \(fileName)" + (party.map { " asiakkaalle \($0)" } ?? "")
    case .swedish: "\(fileName) lades till" + (party.map { " för kunden \($0)" } ?? "")
    case .english: "Added \(fileName)" + (party.map { " for the customer \($0)" } ?? "")
    }
  }

  package func documentEdited(_ fileName: String, _ changes: FieldChanges) -> String {
    let changes = changes.text(in: language)
    return switch language {
    case .finnish: "Muutettiin dokumenttia \(fileName) (\(changes))"
    case .swedish: "Dokumentet \(fileName) ändrades (\(changes))"
    case .english: "Edited the document \(fileName) (\(changes))"
    }
  }

  /// `party` is whom it was filed under, if anybody.
  package func documentReturned(_ fileName: String, from party: String?) -> String {
    switch language {
    case .finnish:
      "\(fileName) palautettiin saapuneisiin" + (party.map { " asiakkaalta \($0)" } ?? "")
    case .swedish:
      "\(fileName) lades tillbaka i inkorgen" + (party.map { " från kunden \($0)" } ?? "")
    case .english:
      "\(fileName) went back to the Inbox" + (party.map { " from the customer \($0)" } ?? "")
    }
  }

  package func documentRestored(_ fileName: String) -> String {
    switch language {
    case .finnish: "\(fileName) palautettiin arkistosta"
    case .swedish: "\(fileName) återställdes från arkivet"
    case .english: "\(fileName) was restored from the archive"
    }
  }

  /// `day` is the last day on which it was to be kept, `reason` why it went nevertheless.
  package func documentRemoved(
    _ fileName: String, keptUntil day: CivilDate?, reason: String?
  ) -> String {
    let reason = reason.map { ": \(LogText.inOneLine($0))" } ?? ""
    let day = day.map { $0.text(in: language) }
    return switch language {
    case .finnish:
      "Poistettiin pysyvästi \(fileName)" + (day.map { " (säilytettävä \($0) asti)" } ?? "")
        + reason
    case .swedish:
      "\(fileName) togs bort för gott" + (day.map { " (skulle sparas till \($0))" } ?? "") + reason
    case .english:
      "Removed \(fileName) for good" + (day.map { " (to be kept until \($0))" } ?? "") + reason
    }
  }

  /// Nil is nobody.
  package func documentAssigned(_ fileName: String, from old: String?, to new: String?) -> String {
    if let new { return documentAssigned(fileName, to: new) }
    if let old { return documentDetached(fileName, from: old) }
    return switch language {
    case .finnish: "\(fileName) käsiteltiin ilman asiakasta"
    case .swedish: "\(fileName) behandlades utan kund"
    case .english: "\(fileName) was filed without a customer"
    }
  }

  private func documentAssigned(_ fileName: String, to party: String) -> String {
    switch language {
    case .finnish: "\(fileName) liitettiin asiakkaaseen \(party)"
    case .swedish: "\(fileName) kopplades till kunden \(party)"
    case .english: "\(fileName) was filed under the customer \(party)"
    }
  }

  private func documentDetached(_ fileName: String, from party: String) -> String {
    switch language {
    case .finnish: "\(fileName) irrotettiin asiakkaasta \(party)"
    case .swedish: "\(fileName) kopplades loss från kunden \(party)"
    case .english: "\(fileName) was taken from the customer \(party)"
    }
  }
}
