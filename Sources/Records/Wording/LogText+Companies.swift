/// Sentences on the company itself.
extension LogText {
  static let (yes, no) = (Words("kyllä", "ja", "yes"), Words("ei", "nej", "no"))
  static let (on, off) = (Words("käytössä", "på", "on"), Words("pois päältä", "av", "off"))

  package func companyEdited(_ changes: FieldChanges) -> String {
    let changes = changes.text(in: language)
    return switch language {
    case .finnish: "Muutettiin yrityksen asetuksia; \(changes)"
    case .swedish: "Företagets inställningar ändrades; \(changes)"
    case .english: "Edited the company; \(changes)"
    }
  }

  /// `day` is the last day on which the old address works; nil where it stopped at once.
  package func addressRotated(oldUntil day: CivilDate?) -> String {
    let day = day?.text(in: language)
    return switch language {
    case .finnish:
      "Yrityksen postiosoite vaihdettiin" + (day.map { ", vanha toimii \($0) asti" } ?? "")
    case .swedish:
      "Företagets postadress byttes" + (day.map { ", den gamla fungerar till \($0)" } ?? "")
    case .english:
      "The company's mail address was changed"
        + (day.map { ", the old one works until \($0)" } ?? "")
    }
  }

  /// `years` is nil where the group is as the one above it.
  package func groupKept(_ path: String, years: Int?) -> String {
    let (path, years) = (Self.shortened(path), years.map(String.init) ?? "–")
    return switch language {
    case .finnish: "Ryhmän \(path) dokumenttien säilytysvuodet: \(years)"
    case .swedish: "Dokumenten i gruppen \(path) sparas i år: \(years)"
    case .english: "Years to keep the documents of the group \(path): \(years)"
    }
  }

  package func groupRemoved(_ path: String) -> String {
    switch language {
    case .finnish: "Poistettiin ryhmä \(Self.shortened(path))"
    case .swedish: "Gruppen \(Self.shortened(path)) togs bort"
    case .english: "Removed the group \(Self.shortened(path))"
    }
  }

  package func mailDiscarded(sender: String?, subject: String?) -> String {
    let origin = origin(sender, subject)
    return switch language {
    case .finnish: "Sähköposti hylättiin\(origin)"
    case .swedish: "Ett e-postmeddelande kastades\(origin)"
    case .english: "A mail was discarded\(origin)"
    }
  }

  package func passwordLinkMade(
    _ purpose: PasswordLink.Purpose, for person: Person
  ) -> String {
    let named = "\(person.name) (\(person.email))"
    return switch (purpose, language) {
    case (.invitation, .finnish): "Kutsuttiin palveluun \(named)"
    case (.invitation, .swedish): "\(named) bjöds in till tjänsten"
    case (.invitation, .english): "Invited \(named) to log in"
    case (.renewal, .finnish): "Lähetettiin linkki uutta salasanaa varten: \(named)"
    case (.renewal, .swedish): "En länk för ett nytt lösenord skickades: \(named)"
    case (.renewal, .english): "Sent a link for a new password: \(named)"
    }
  }

  package func passwordChanged(_ person: Person) -> String {
    switch language {
    case .finnish: "Vaihdettiin salasana: \(person.name) (\(person.email))"
    case .swedish: "Lösenordet byttes: \(person.name) (\(person.email))"
    case .english: "The password was changed: \(person.name) (\(person.email))"
    }
  }

  package func personRestored(_ person: Person) -> String {
    switch language {
    case .finnish: "Palautettiin henkilö \(person.name) (\(person.email))"
    case .swedish: "Personen \(person.name) (\(person.email)) återställdes"
    case .english: "Restored the person \(person.name) (\(person.email))"
    }
  }
}
