extension MailReasonCode {
  package func sentence(telling arguments: ReasonArguments, in language: Language) -> String {
    let single = arguments.number(0) == 1 ? Self.single[self] : nil
    let words = single ?? Self.words[self] ?? ReasonWords(rawValue, rawValue, rawValue)
    return words.text(in: language, telling: arguments)
  }

  /// Reasons of a count of one.
  private static let single: [MailReasonCode: ReasonWords] = [
    .filed: ReasonWords("1 dokumentti", "1 dokument", "1 document"),
    .endedProcesses: ReasonWords(
      "prosessi päättyi, kun sitä käsiteltiin", "en process avslutades medan det behandlades",
      "a process ended while it was filed"),
  ]

  private static let words: [MailReasonCode: ReasonWords] = [
    .filed: ReasonWords("# dokumenttia", "# dokument", "# documents"),
    .sameContent: ReasonWords(
      "yrityksellä on jo sama sisältö: sähköposti #", "företaget har samma innehåll: meddelande #",
      "the company has the same content as mail #"),
    .sameCopy: ReasonWords(
      "tästä kappaleesta on päätetty: sähköposti #", "om detta exemplar beslöts: meddelande #",
      "this copy was decided on as mail #"),
    .noDocument: ReasonWords(
      "siinä ei ole dokumenttia", "det innehåller inget dokument", "no document in it"),
    .confirmation: ReasonWords(
      "edelleenlähetyksen vahvistus, #; lähettäjä todennettu: #",
      "en bekräftelse av vidarebefordran från #, autentiserad som #",
      "a forwarding confirmation of #, authenticated as #"),
    .unprovenConfirmation: ReasonWords(
      "VAROITUS: kuka tahansa on voinut lähettää tämän; se sanoo olevansa edelleenlähetyksen "
        + "vahvistus, #, eikä mikään todista sitä: käytä sen koodia tai linkkiä vain, jos pyysit "
        + "sitä juuri itse",
      "VARNING: vem som helst kan ha skickat detta; det säger sig vara en bekräftelse av "
        + "vidarebefordran från #, och inget bevisar det: använd koden eller länken bara om du "
        + "själv nyss bad om den",
      "WARNING: anybody may have sent this; it says that it is a forwarding confirmation of "
        + "#, and nothing proves it: use its code or link only if you asked for it just now"),
    .noAddress: ReasonWords(
      "sitä ei lähetetty minkään yrityksen osoitteeseen",
      "det skickades inte till något företags adress",
      "no company's address among those it was sent to"),
    .unknownAddress: ReasonWords(
      "siinä on osoite, joka näyttää meidän osoitteeltamme mutta jota millään yrityksellä ei ole "
        + "(vaihdettu tai väärin kirjoitettu)",
      "en adress i det ser ut som en av våra, men inget företag har den nu (utbytt eller "
        + "felskriven)",
      "an address in it has the form of ours, but no company has it now (rotated or mistyped)"),
    .switchedOff: ReasonWords(
      "yrityksen Mini-CRM on pois käytöstä", "företagets Mini-CRM är avstängt",
      "the company's Mini-CRM is switched off"),
    .bounce: ReasonWords(
      "palautunut viesti (toimitusraportti)", "ett returmeddelande (leveransrapport)",
      "a bounce (delivery status report)"),
    .automaticReply: ReasonWords(
      "automaattinen vastaus ilman dokumenttia", "ett automatiskt svar utan dokument",
      "an automatic reply without a document"),
    .larger: ReasonWords(
      "suurempi kuin # tavua (ingest.maximumMessageSize)",
      "större än # byte (ingest.maximumMessageSize)",
      "larger than # bytes (ingest.maximumMessageSize)"),
    .tooManyParts: ReasonWords(
      "# osaa # yritykselle on liikaa kerralla käsiteltäväksi; yritä uudelleen yksi kerrallaan",
      "# delar för # företag är för mycket att behandla på en gång; försök på nytt för ett i taget",
      "# parts for # companies are too much to file at once; retry it for each"),
    .notStored: ReasonWords(
      "sitä ei voitu tallentaa: #", "det kunde inte sparas: #", "it could not be stored: #"),
    .endedProcesses: ReasonWords(
      "# prosessia päättyi, kun sitä käsiteltiin", "# processer avslutades medan det behandlades",
      "# processes ended while it was filed"),
    .fetchBroken: ReasonWords(
      "haku katkesi: #", "hämtningen avbröts: #", "the fetch broke off: #"),
    .fetchRefused: ReasonWords(
      "palvelin ei suostunut luovuttamaan sitä: #", "servern vägrade lämna ut det: #",
      "the server refused to deliver it: #"),
    .noContent: ReasonWords(
      "palvelin antoi sen sisällön sijasta arvon NIL", "servern gav NIL i stället för innehållet",
      "the server gave NIL instead of its content"),
    .notDelivered: ReasonWords(
      "palvelin luettelee sen mutta ei luovuta sitä", "servern listar det men lämnar inte ut det",
      "the server lists it but does not deliver it"),
    .vanished: ReasonWords(
      "se katosi kansiosta, ennen kuin se ehdittiin hakea",
      "det försvann ur mappen innan det kunde hämtas",
      "it vanished from the folder before it could be fetched"),
    .older: ReasonWords("aiemman version sanoin: #", "med en äldre versions ord: #", "#"),
  ]
}
