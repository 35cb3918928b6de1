import Records

/// The sentences on the pages by which people get in.
enum AccessWords {
  static let forgotten = Words(
    "Unohditko salasanan?", "Har du glömt lösenordet?", "Forgot your password?")
  static let newPassword = Words("Valitse salasana", "Välj ett lösenord", "Choose a password")
  static let passwordAdvice = Words(
    "Vähintään \(FieldRule.leastPassword) merkkiä. Useampi sana on hyvä salasana.",
    "Minst \(FieldRule.leastPassword) tecken. Flera ord är ett bra lösenord.",
    "At least \(FieldRule.leastPassword) characters. Several words make a good password.")
  static let chooseCompany = Words(
    "Valitse yritys", "Välj företag", "Choose a company")

  static func of(_ message: LogInPage.Message) -> Words {
    switch message {
    case .wrong:
      Words(
        "Sähköposti tai salasana on väärin.", "Fel e-postadress eller lösenord.",
        "The e-mail address or the password is wrong.")
    case .withoutAddress:
      Words(
        "Kirjoita sähköpostiosoitteesi ja valitse sitten uudelleen.",
        "Skriv din e-postadress och välj sedan på nytt.",
        "Type your e-mail address, then choose this again.")
    case .linkSent:
      Words(
        "Jos osoitteella on tunnus, siihen lähti linkki, jolla voit valita uuden salasanan tunnin "
          + "sisällä.",
        "Om adressen har ett konto skickades en länk dit, som gäller en timme.",
        "If the address has a log-in, a link is on its way there, which works for an hour.")
    case .loggedOut:
      Words("Olet kirjautunut ulos.", "Du är utloggad.", "You are logged out.")
    }
  }
}
