extension PartReasonCode {
  package func sentence(telling arguments: ReasonArguments, in language: Language) -> String {
    let named = named
    let words = Self.words[self] ?? ReasonWords(rawValue, rawValue, rawValue)
    return words.text(
      in: language, telling: arguments.mapTexts { named[$0]?.text(in: language) ?? $0 })
  }

  /// The words for arguments that are words of ours.
  private var named: [String: ReasonWords] {
    switch self {
    case .beyondLimit: Self.limits
    case .image, .smallImage: Self.places
    default: [:]
    }
  }

  private static let limits = [
    PartLimit.depth.rawValue: ReasonWords(
      "viestejä on liian monta sisäkkäin avattavaksi", "för många meddelanden ligger i varandra",
      "messages are nested too deep to be opened further"),
    PartLimit.scratch.rawValue: ReasonWords(
      "koodatut viestit ovat liian suuria purettavaksi", "kodade meddelanden i det är för stora",
      "encoded messages in it are too large to be unpacked further"),
    PartLimit.multiparts.rawValue: ReasonWords(
      "osia on liian monta sisäkkäin avattavaksi", "för många delar ligger i varandra",
      "multiparts are nested too deep to be opened further"),
    PartLimit.parts.rawValue: ReasonWords(
      "viestissä on liian monta osaa purettavaksi", "meddelandet har för många delar",
      "the message has too many parts to be taken apart further"),
    PartLimit.header.rawValue: ReasonWords(
      "otsikko on liian pitkä luettavaksi", "huvudet är för långt för att läsas",
      "its header is too long to be read"),
  ]

  private static let places = [
    ImagePlace.body.rawValue: ReasonWords(
      "joka näkyy tekstissä", "som visas i texten", "shown in the body"),
    ImagePlace.related.rawValue: ReasonWords(
      "tekstin rinnalla (multipart/related)", "bredvid texten i multipart/related",
      "beside the body in multipart/related"),
  ]

  private static let words: [PartReasonCode: ReasonWords] = [
    .attachment: ReasonWords("liite", "en bilaga", "an attachment"),
    .file: ReasonWords("tiedosto", "en fil", "a file"),
    .forwardedMessage: ReasonWords(
      "välitetty viesti ilman liitteitä", "ett vidarebefordrat meddelande utan bilagor",
      "a forwarded message without attachments"),
    .beyondLimit: ReasonWords("kokonaisena: #", "i sin helhet: #", "filed whole: #"),
    .wholeMail: ReasonWords(
      "koko sähköposti, joka vapautettiin ilman liitettä",
      "hela meddelandet, som släpptes igenom utan bilaga",
      "the whole mail, released without an attachment"),
    .smime: ReasonWords(
      "S/MIME: sen avaa se, jolla on avain", "S/MIME: öppnas av den som har nyckeln",
      "S/MIME: opened by the one who has the key"),
    .pgp: ReasonWords(
      "PGP: sen avaa se, jolla on avain", "PGP: öppnas av den som har nyckeln",
      "PGP: opened by the one who has the key"),
    .parts: ReasonWords("sisältää muita osia", "innehåller andra delar", "holds other parts"),
    .message: ReasonWords(
      "viesti, jonka liitteet ovat dokumentteja", "ett meddelande vars bilagor är dokument",
      "a message whose attachments are documents"),
    .winmail: ReasonWords("winmail.dat, avattu", "winmail.dat, öppnad", "winmail.dat, opened"),
    .detachedSignature: ReasonWords(
      "erillinen allekirjoitus", "en fristående signatur", "a detached signature"),
    .pgpVersion: ReasonWords(
      "PGP/MIME-muodon versiorivi (RFC 3156 §4)", "versionsraden i PGP/MIME (RFC 3156 §4)",
      "the PGP/MIME version line (RFC 3156 §4)"),
    .machineReport: ReasonWords(
      "ohjelmille tarkoitettu raportti", "rapporten för maskiner", "the report for machines"),
    .reportedHeader: ReasonWords(
      "raportoidun viestin otsikko", "det rapporterade meddelandets huvud",
      "the reported message's header"),
    .ownText: ReasonWords(
      "viestin oma teksti", "meddelandets egen text", "the message's own text"),
    .otherRendering: ReasonWords(
      "viestin teksti toisessa muodossa", "meddelandets text i en annan form",
      "another rendering of the message's text"),
    .bounce: ReasonWords(
      "osa palautunutta viestiä", "en del av ett returmeddelande", "part of a bounce"),
    .image: ReasonWords("kuva, #", "en bild #", "an image #"),
    .smallImage: ReasonWords(
      "pieni kuva (# tavua), #", "en liten bild (# byte) #", "a small image (# bytes) #"),
    .older: ReasonWords("aiemman version sanoin: #", "med en äldre versions ord: #", "#"),
  ]
}
