import Application
import Records

/// The words of mails.
enum MailWords {
  static let withoutDocument = Words(
    "Ilman dokumenttia", "Utan dokument", "Without a document")
  static let all = Words("Kaikki viestit", "Alla meddelanden", "All mails")
  static let none = Words(
    "Kaikista viesteistä on tullut dokumentteja.", "Alla meddelanden har blivit dokument.",
    "All mails have become documents.")
  static let noParts = Words(
    "Viestistä ei ole osia tallessa.", "Meddelandets delar finns inte kvar.",
    "The mail's parts are not kept.")
  static let withoutSubject = Words("(ei aihetta)", "(inget ämne)", "(no subject)")
  static let outcome = Words("Ratkaisu", "Utfall", "Outcome")
  static let why = Words("Miksi", "Varför", "Why")
  static let cure = Words("Mitä voit tehdä", "Vad du kan göra", "What you can do")
  static let code = Words("Vahvistuskoodi", "Bekräftelsekod", "Confirmation code")
  static let link = Words("Vahvistuslinkki", "Bekräftelselänk", "Confirmation link")
  static let part = Words("Osa", "Del", "Part")
  static let size = Words("Koko", "Storlek", "Size")
  static let release = Words(
    "Tee dokumentteja", "Gör till dokument", "Make documents of it")
  static let discard = Words("Hylkää...", "Förkasta...", "Discard...")
  static let discardForGood = Words(
    "Hylkää pysyvästi", "Förkasta för gott", "Discard for good")

  private static let releasable = Words(
    "Valitse “Tee dokumentteja”, jos haluat viestin Saapuneisiin, tai hylkää se.",
    "Välj “Gör till dokument” om du vill ha meddelandet i Inkomna, eller förkasta det.",
    "Choose “Make documents of it” to have the mail in the Inbox, or discard it.")
  private static let linkOnly = Words(
    "Viestissä on linkki eikä tiedostoa: avaa viesti postissasi, lataa tiedosto linkistä ja lisää "
      + "se Saapuneissa.",
    "Meddelandet har en länk men ingen fil: öppna det i din e-post, ladda ner filen och lägg till "
      + "den i Inkomna.",
    "The mail has a link and no file: open it in your mailbox, download the file, and add it in "
      + "the Inbox.")
  private static let tooLarge = Words(
    "Viesti on liian suuri noudettavaksi: lisää tiedosto Saapuneissa.",
    "Meddelandet är för stort för att hämtas: lägg till filen i Inkomna.",
    "The mail is too large to be fetched: add the file in the Inbox.")
  private static let setup = Words(
    "Jos pyysit edelleenlähetystä juuri itse, vahvista se koodilla tai linkillä.",
    "Om du själv nyss bad om vidarebefordran, bekräfta den med koden eller länken.",
    "If you asked for forwarding just now, confirm it with the code or the link.")
  private static let again = Words(
    "Pyydä lähettäjää lähettämään viesti uudelleen.", "Be avsändaren skicka meddelandet på nytt.",
    "Ask the sender to send the mail again.")
  private static let switchedOff = Words(
    "Viesti odottaa, kunnes yrityksen Mini-CRM on taas päällä.",
    "Meddelandet väntar tills företagets Mini-CRM är på igen.",
    "The mail waits until the company's Mini-CRM is on again.")

  /// The cure of a mail that became no document; nil where none is needed.
  static func cure(_ mail: ShownMail, hasLink: Bool, canRelease: Bool) -> Words? {
    switch mail.verdict {
    case .filed, .duplicate: return nil
    case .tooLarge: return tooLarge
    case .setup: return setup
    case .empty where hasLink: return linkOnly
    case .held where mail.reasonCode == MailReasonCode.switchedOff.rawValue: return switchedOff
    default: return mail.canBeReleased && canRelease ? releasable : again
    }
  }
}

extension MailVerdict {
  /// The verdict as people read it.
  var words: Words {
    switch self {
    case .filed: Words("Tallennettu", "Sparat", "Filed")
    case .duplicate: Words("Sama viesti on jo tullut", "Har kommit förut", "Came before")
    case .empty: Words("Ei dokumenttia", "Inget dokument", "No document")
    case .setup: Words("Edelleenlähetyksen vahvistus", "Bekräftelse", "Forwarding confirmation")
    case .unroutable: Words("Ei osoitetta", "Ingen adress", "No address")
    case .held: Words("Odottaa", "Väntar", "Waits")
    case .automatic: Words("Automaattinen vastaus", "Automatiskt svar", "Automatic reply")
    case .tooLarge: Words("Liian suuri", "För stort", "Too large")
    case .failed: Words("Ei onnistunut", "Misslyckades", "Failed")
    }
  }
}

extension PartVerdict {
  /// The verdict as people read it.
  var words: Words {
    switch self {
    case .document: Words("Dokumentti", "Dokument", "Document")
    case .encrypted: Words("Salattu dokumentti", "Krypterat dokument", "Encrypted document")
    case .decoration: Words("Koriste", "Utsmyckning", "Decoration")
    case .body: Words("Viestin teksti", "Meddelandets text", "The mail's text")
    case .container: Words("Kokoaa osia", "Samlar delar", "Holds parts")
    case .signature: Words("Allekirjoitus", "Signatur", "Signature")
    }
  }
}
