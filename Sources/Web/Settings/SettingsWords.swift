import Records

/// The words of the settings.
enum SettingsWords {
  static let language = Words("Kieli", "Språk", "Language")
  static let companysLanguage = Words("Yrityksen kieli", "Företagets språk", "The company's")
  static let companysDays = Words(
    "Montako päivää ennen, esimerkiksi 7, 1, 0. Tyhjä: yrityksen päivät ja aika.",
    "Hur många dagar före, till exempel 7, 1, 0. Tomt: företagets dagar och tid.",
    "So many days before, as 7, 1, 0. Empty: the company's days and hour.")
  static let installationDays = Words(
    "Montako päivää ennen, esimerkiksi 7, 1, 0. Tyhjä: järjestelmän päivät ja aika.",
    "Hur många dagar före, till exempel 7, 1, 0. Tomt: systemets dagar och tid.",
    "So many days before, as 7, 1, 0. Empty: the installation's days and hour.")
  static let workdays = Words(
    "Muistuta vain arkipäivinä", "Påminn bara på vardagar", "Remind on workdays only")
  static let off = Words(
    "Ota Mini-CRM pois päältä...", "Stäng av Mini-CRM...", "Switch Mini-CRM off...")
  static let turnOff = Words("Ota pois päältä", "Stäng av", "Switch off")
  static let whenOff = Words(
    "Yritykselle tuleva posti odottaa, muistutuksia ei lähde eikä tietoja voi muuttaa, kunnes "
      + "Mini-CRM otetaan taas käyttöön. Mitään ei katoa.",
    "Företagets post väntar, inga påminnelser skickas och inget kan ändras förrän Mini-CRM slås "
      + "på igen. Ingenting går förlorat.",
    "The company's mail waits, no reminders go and nothing can be changed until Mini-CRM is "
      + "switched on again. Nothing is lost.")
  static let turnOn = Words(
    "Ota Mini-CRM käyttöön", "Slå på Mini-CRM", "Switch Mini-CRM on")
  static let address = Words(
    "Salainen osoite", "Hemlig adress", "Secret address")
  static let noAddress = Words(
    "Järjestelmässä ei ole osoitteita.", "Systemet har inga adresser.",
    "The installation has no addresses.")
  static let copy = Words("Kopioi", "Kopiera", "Copy")
  static let lastMail = Words("Posti tuli viimeksi", "Post kom senast", "Mail came last")
  static let noMail = Words("ei vielä koskaan", "aldrig än", "never yet")
  static let rotate = Words("Vaihda osoite...", "Byt adress...", "Change the address...")
  static let rotateNow = Words("Vaihda osoite", "Byt adress", "Change the address")
  static let grace = Words(
    "Vanha toimii vielä (päivää)", "Den gamla fungerar ännu (dagar)",
    "The old one works on for (days)")
  static let graceAdvice = Words(
    "Enintään 60. 0 tai tyhjä: vanha osoite lakkaa heti.",
    "Högst 60. 0 eller tomt: den gamla adressen slutar genast.",
    "At most 60. 0 or empty: the old address stops at once.")
  static let everywhere = Words(
    "Kirjaudu ulos kaikkialta", "Logga ut överallt", "Log out everywhere")
  static let oldPassword = Words(
    "Nykyinen salasana", "Nuvarande lösenord", "The present password")
  static let changePassword = Words(
    "Vaihda salasana", "Byt lösenord", "Change the password")
  static let passwordChanged = Words(
    "Salasana on vaihdettu. Muut kirjautumisesi päättyivät.",
    "Lösenordet har bytts. Dina andra inloggningar avslutades.",
    "The password was changed. Your other sessions have ended.")
  static let access = Words("Kirjautuminen", "Inloggning", "Log-in")
  static let joined = Words("on tunnus", "har en inloggning", "has a log-in")
  static let notInvited = Words("ei kutsuttu", "inte inbjuden", "not invited")
  static let invitedUntil = Words(
    "kutsuttu, linkin viimeinen hetki", "inbjuden, länken gäller till",
    "invited, the link works until")
  static let noMails = Words(
    "Järjestelmä ei lähetä sähköpostia: kutsun ja uuden salasanan linkin antaa järjestelmän "
      + "ylläpitäjä.",
    "Systemet skickar ingen e-post: systemets operatör ger länken till en inbjudan eller ett nytt "
      + "lösenord.",
    "The installation sends no mail: its operator gives the links of invitations and of new "
      + "passwords.")
  static let newPerson = Words("Uusi henkilö", "Ny person", "New person")
  static let invite = Words(
    "Lähetä kutsu sähköpostilla", "Skicka inbjudan per e-post", "Send an invitation by e-mail")
  static let inviteAgain = Words("Lähetä kutsu", "Skicka inbjudan", "Send an invitation")
  static let newPassword = Words(
    "Lähetä uuden salasanan linkki", "Skicka länk för nytt lösenord",
    "Send a link for a new password")
  static let remove = Words("Poista...", "Ta bort...", "Remove...")
  static let removed = Words("poistettu", "borttagen", "removed")
  static let tasksTo = Words(
    "Avoimet tehtävät saa", "Öppna uppgifter går till", "Open tasks go to")
  static let tasksStay = Words(
    "ei kukaan: ne jäävät", "ingen: de blir kvar", "nobody: they stay")
  static let emailAdvice = Words(
    "Kun osoite vaihtuu, henkilö tarvitsee uuden kutsun.",
    "När adressen ändras behöver personen en ny inbjudan.",
    "When the address changes, the person needs a new invitation.")
  static let noGroups = Words(
    "Ryhmiä ei ole vielä.", "Det finns inga grupper än.", "There are no groups yet.")
  static let newGroup = Words("Uusi ryhmä", "Ny grupp", "New group")
  static let pathAdvice = Words(
    "Esimerkiksi Myynti/Tarjoukset.", "Till exempel Försäljning/Offerter.",
    "For example Sales/Offers.")
  static let move = Words("Siirrä...", "Flytta...", "Move...")
  static let keepAdvice = Words(
    "Ryhmään tulevat dokumentit säilytetään niin monta vuotta. Tyhjä: kuten ylempi ryhmä.",
    "Dokument som kommer till gruppen sparas så många år. Tomt: som gruppen ovanför.",
    "Documents that come into the group are kept for so many years. Empty: as the group above.")
}
