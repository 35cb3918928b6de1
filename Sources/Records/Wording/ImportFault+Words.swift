extension ImportFault {
  var cause: Words {
    switch self {
    case .changedMeanwhile:
      Words(
        "tiedosto muuttui tuonnin aikana", "filen ändrades under importen",
        "it was changed while it was imported")
    case .updatesNone(let kind):
      Words(
        "tunnusta ei ole millään tietueella (\(kind.words.finnish))",
        "ingen post har den beteckningen (\(kind.words.swedish))",
        "no \(kind.words.english) has it")
    case .namesNone(let kind):
      Words(
        "tunnus puuttuu, joten rivi ei koske ketään (\(kind.words.finnish))",
        "beteckningen saknas, så raden gäller ingen (\(kind.words.swedish))",
        "it is empty, so the row is of no \(kind.words.english)")
    case .withoutCustomer: Words("tieto puuttuu", "uppgiften saknas", "it is empty")
    case .twoCustomers:
      Words(
        "tunnus ja ulkoinen tunnus ovat eri asiakkaiden",
        "dess id och dess externa id är olika kunders",
        "its id and its externalID are two customers'")
    case .twoContacts:
      Words(
        "tunnus ja ulkoinen tunnus ovat eri kontaktien",
        "dess id och dess externa id är olika kontakters",
        "its id and its externalID are two contacts'")
    }
  }

  var suggestion: Words {
    switch self {
    case .changedMeanwhile:
      Words(
        "katso, mitä on tuotu, ja anna tiedosto uudelleen",
        "se vad som kom in, och ge filen på nytt", "see what is in, and give it again")
    case .updatesNone, .namesNone:
      Words(
        "lisää tiedostoon sarake name, jos rivi on uusi",
        "lägg till kolumnen name i filen, om raden är ny",
        "give the file the column name to add one")
    case .withoutCustomer:
      Words(
        "anna asiakkaan tunnus tai ulkoinen tunnus", "ange kundens id eller externa id",
        "give its id or its externalID")
    case .twoCustomers, .twoContacts:
      Words("anna vain toinen", "ange bara det ena", "give one of them")
    }
  }
}
