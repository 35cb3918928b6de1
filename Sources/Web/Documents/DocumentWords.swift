import Records

/// The words of lists of documents.
enum DocumentWords {
  static let received = Words("Saapunut", "Inkommit", "Received")
  static let sender = Words("Lähettäjä", "Avsändare", "Sender")

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
