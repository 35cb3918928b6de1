/// The words of a mail with a link by which somebody sets a password.
package struct PasswordMailWords: Sendable {
  private let link: PasswordLink

  package init(_ link: PasswordLink) { self.link = link }

  private var language: Language { link.language }

  private func choose(_ finnish: String, _ swedish: String, _ english: String) -> String {
    Words(finnish, swedish, english)[language]
  }

  package var subject: String {
    switch link.purpose {
    case .invitation:
      choose(
        "Kutsu: \(link.company), Mini-CRM", "Inbjudan: \(link.company), Mini-CRM",
        "Invitation: \(link.company), Mini-CRM")
    case .renewal:
      choose("Uusi salasana: Mini-CRM", "Nytt lösenord: Mini-CRM", "New password: Mini-CRM")
    }
  }

  /// The whole text. `url` is the link; `until` says when it ends, in the company's zone.
  package func text(url: String, until: String) -> String {
    let paragraphs = [
      NoticeWords(language: language).greeting(link.name) + ",", introduction, url,
      end(until), warning,
    ]
    return paragraphs.joined(separator: "\n\n") + "\n"
  }

  private var introduction: String {
    switch link.purpose {
    case .invitation:
      choose(
        "sinut on kutsuttu käyttämään yrityksen \(link.company) Mini-CRM-palvelua. Valitse "
          + "salasana tästä linkistä:",
        "du är inbjuden att använda Mini-CRM för \(link.company). Välj ett lösenord via länken:",
        "you are invited to use Mini-CRM of \(link.company). Choose a password by this link:")
    case .renewal:
      choose(
        "tästä linkistä voit valita uuden salasanan Mini-CRM-palveluun:",
        "via den här länken kan du välja ett nytt lösenord till Mini-CRM:",
        "by this link you can choose a new password for Mini-CRM:")
    }
  }

  private func end(_ until: String) -> String {
    choose(
      "Linkki toimii kerran, ja viimeistään \(until).",
      "Länken fungerar en gång, och senast \(until).",
      "The link works once, until \(until).")
  }

  private var warning: String {
    switch link.purpose {
    case .invitation:
      choose(
        "Jos et odottanut kutsua, sinun ei tarvitse tehdä mitään.",
        "Om du inte väntade dig inbjudan behöver du inte göra något.",
        "If you didn't expect this, there is nothing for you to do.")
    case .renewal:
      choose(
        "Jos et pyytänyt uutta salasanaa, sinun ei tarvitse tehdä mitään: vanha toimii edelleen.",
        "Om du inte bad om ett nytt lösenord behöver du inte göra något: det gamla fungerar.",
        "If you didn't ask for one, there is nothing for you to do: the old one works on.")
    }
  }
}
