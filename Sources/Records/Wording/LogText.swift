/// The sentences of the customer log, in the company's language.
package struct LogText {
  package let language: Language

  package init(_ language: Language) { self.language = language }

  package func documentReceived(_ fileName: String, sender: String?, subject: String?) -> String {
    let origin = origin(sender, subject)
    return switch language {
    case .finnish: "Sähköpostista saapui \(fileName)\(origin)"
    case .swedish: "Per e-post kom \(fileName)\(origin)"
    case .english: "By mail came \(fileName)\(origin)"
    }
  }

  package func documentArchived(_ fileName: String) -> String {
    switch language {
    case .finnish: "Arkistoitiin \(fileName)"
    case .swedish: "Arkiverades \(fileName)"
    case .english: "Archived \(fileName)"
    }
  }

  package func mailHeld(sender: String?, subject: String?, reason: MailReason) -> String {
    let origin = origin(sender, subject)
    let reason = reason.text(in: language)
    return switch language {
    case .finnish: "Sähköposti odottaa päätöstä\(origin): \(reason)"
    case .swedish: "Ett e-postmeddelande väntar på beslut\(origin): \(reason)"
    case .english: "A mail waits for a decision\(origin): \(reason)"
    }
  }

  package func mailReleased(sender: String?, subject: String?) -> String {
    let origin = origin(sender, subject)
    return switch language {
    case .finnish: "Sähköposti vapautettiin\(origin)"
    case .swedish: "Ett e-postmeddelande släpptes igenom\(origin)"
    case .english: "A mail was released\(origin)"
    }
  }

  package func personAdded(_ person: Person) -> String {
    switch language {
    case .finnish: "Lisättiin henkilö \(named(person))"
    case .swedish: "Personen \(named(person)) lades till"
    case .english: "Added the person \(named(person))"
    }
  }

  package func personEdited(_ person: Person, _ changes: FieldChanges) -> String {
    let edited = "\(named(person)); \(changes.text(in: language))"
    return switch language {
    case .finnish: "Muutettiin henkilön tietoja: \(edited)"
    case .swedish: "Personens uppgifter ändrades: \(edited)"
    case .english: "Edited the person \(edited)"
    }
  }

  /// Days before a date: `7, 1, 0`.
  package static func days(_ days: [Int]?) -> String? {
    days.map { $0.map(String.init).joined(separator: ", ") }
  }

  package func personRemoved(_ person: Person) -> String {
    switch language {
    case .finnish: "Poistettiin henkilö \(named(person))"
    case .swedish: "Personen \(named(person)) togs bort"
    case .english: "Removed the person \(named(person))"
    }
  }

  private func named(_ person: Person) -> String { "\(person.name) (\(person.email))" }

  /// " (sender: subject)", as much of it as there is; a subject of a megabyte is cut.
  package func origin(_ sender: String?, _ subject: String?) -> String {
    let known = [sender, subject].compactMap { $0 }.filter { !$0.isEmpty }.map(Self.shortened)
    return known.isEmpty ? "" : " (" + known.joined(separator: ": ") + ")"
  }

  package static func shortened(_ text: String) -> String { TextLimit.quote.cut(text) }
}
