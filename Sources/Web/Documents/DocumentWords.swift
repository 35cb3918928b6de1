import Records

/// The words of lists of documents.
enum DocumentWords {
  static let received = Words("Saapunut", "Inkommit", "Received")
  static let sender = Words("Lähettäjä", "Avsändare", "Sender")
  static let subject = Words("Aihe", "Ämne", "Subject")
  static let fileName = Words("Tiedosto", "Fil", "File")
  static let mediaType = Words("Tiedostotyyppi", "Filtyp", "File type")
  static let state = Words("Tila", "Status", "State")
  static let history = Words("Historia", "Historik", "History")
  static let openOriginal = Words("Avaa alkuperäinen", "Öppna originalet", "Open the original")
  static let noImage = Words(
    "Tiedostosta ei ole kuvaa: avaa alkuperäinen.", "Filen har ingen bild: öppna originalet.",
    "There is no image of the file: open the original.")
  static let same = Words("sama kuin toinen", "samma som en annan", "same as another")
  static let siblings = Words(
    "Saman viestin liitteet", "Bilagor i samma meddelande", "Attachments of the same mail")
  static let pageBefore = Words("Edellinen sivu", "Föregående sida", "Previous page")
  static let pageAfter = Words("Seuraava sivu", "Nästa sida", "Next page")
  static let toInbox = Words(
    "Palauta Saapuneisiin", "Återställ till Inkomna", "Return to the Inbox")
  static let addsCustomer = Words(
    "Lisää uutena asiakkaana", "Lägg till som ny kund", "Add as a new customer")
  static let newContact = Words("Uusi kontakti", "Ny kontakt", "New contact")
  static let addsContact = Words(
    "Lisää uutena kontaktina", "Lägg till som ny kontakt", "Add as a new contact")
  static let sure = Words(
    "Lisää silti uutena", "Lägg till som ny ändå", "Add as new nevertheless")
  static let many = Words("Monta kerralla", "Flera på en gång", "Several at once")
  static let moveMany = Words("Siirrä valitut", "Flytta de valda", "Move the chosen ones")
  static let what = Words("Mitä tehdään", "Vad görs", "To be done")
  static let toCustomer = Words(
    "Tallenna asiakkaalle", "Spara på en kund", "File under a customer")
  static let all = Words(
    "Kaikki, jotka haku löysi", "Alla som sökningen gav", "All that the search found")
  static let choose = Words("Valitse", "Välj", "Choose")
  static let upload = Words("Lisää tiedostoja", "Lägg till filer", "Add files")
  static let drop = Words(
    "tai pudota ne tähän", "eller släpp dem här", "or drop them here")
  static let tooLarge = Words(
    "tiedosto on liian suuri", "filen är för stor", "the file is too large")
  static let uploadFailed = Words("ei onnistunut", "misslyckades", "failed")
  static let new = Words("uutta", "nya", "new")
  static let viewers = Words(
    "Tätä katsoo myös", "Detta ses också av", "Also looking at this")
  static let keysLabel = Words("Näppäimet", "Tangenter", "Keys")

  static let keys: [(key: String, meaning: Words)] = [
    ("j", Words("seuraava", "nästa", "next")), ("k", Words("edellinen", "föregående", "previous")),
    ("Enter", Label.saveAndNext.words), ("e", Label.archive.words), ("u", Label.undo.words),
    ("?", Words("näytä näppäimet", "visa tangenterna", "show the keys")),
  ]

  /// The help at the foot of the Inbox.
  static let instructions = [
    Words(
      "Jokaisesta liitteestä tulee oma dokumenttinsa. Viestin teksti, allekirjoitusten kuvat ja "
        + "kalenterikutsut eivät ole dokumentteja; tyhjäksi jääneet viestit löytyvät Odottavista.",
      "Varje bilaga blir ett eget dokument. Meddelandets text, bilder i underskrifter och "
        + "kalenderinbjudningar blir inga dokument; meddelanden utan dokument finns bland "
        + "Väntande.",
      "Each attachment becomes a document of its own. A mail's text, images in signatures and "
        + "invitations become none; mails without a document are found in Waiting."),
    Words(
      "Gmail: Asetukset → Edelleenlähetys ja POP/IMAP → Lisää edelleenlähetysosoite. Vahvistus "
        + "tulee Odottaviin.",
      "Gmail: Inställningar → Vidarebefordran och POP/IMAP → Lägg till adress. Bekräftelsen "
        + "kommer till Väntande.",
      "Gmail: Settings → Forwarding and POP/IMAP → Add a forwarding address. The confirmation "
        + "comes to Waiting."),
    Words(
      "Microsoft 365: Outlook → Asetukset → Säännöt → Lisää sääntö → Uudelleenohjaa. "
        + "Ylläpitäjän on sallittava automaattinen edelleenlähetys.",
      "Microsoft 365: Outlook → Inställningar → Regler → Lägg till → Omdirigera. Administratören "
        + "måste tillåta automatisk vidarebefordran.",
      "Microsoft 365: Outlook → Settings → Rules → Add → Redirect. The administrator has to allow "
        + "automatic forwarding."),
    Words(
      "Oma palvelin: ohjaa osoite (esimerkiksi laskut@) kopiona yrityksen salaiseen osoitteeseen.",
      "Egen server: skicka en kopia av adressen (till exempel fakturor@) till företagets hemliga "
        + "adress.",
      "A server of your own: send a copy of an address (invoices@, say) to the company's secret "
        + "address."),
  ]

  static func empty(_ state: DocumentState) -> Words {
    switch state {
    case .inbox:
      Words(
        "Saapuneissa ei ole mitään. Lähetä postia yrityksen salaiseen osoitteeseen, niin "
          + "liitteet tulevat tähän.",
        "Det finns inget här. Skicka e-post till företagets hemliga adress, så kommer bilagorna "
          + "hit.",
        "Nothing is here. Send mail to the company's secret address, and its attachments come "
          + "here.")
    case .filed:
      Words(
        "Yhtään dokumenttia ei ole vielä tallennettu asiakkaalle.",
        "Inget dokument har sparats på en kund än.", "No document was filed yet.")
    case .archived:
      Words("Arkistossa ei ole mitään.", "Arkivet är tomt.", "The archive is empty.")
    }
  }
}
