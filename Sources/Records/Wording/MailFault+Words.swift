extension MailFault {
  var cause: Words {
    switch self {
    case .neverWhole:
      Words(
        "sen sisältö ei koskaan tullut kokonaan", "dess innehåll kom aldrig i sin helhet",
        "its content never came as a whole")
    case .notKept:
      Words(
        "sen sisältöä ei ole tallessa", "dess innehåll finns inte kvar",
        "its content is not kept")
    case .partNotKept:
      Words(
        "se on dokumentti, mutta sen tavuja ei otettu talteen",
        "den är ett dokument, men dess byte togs inte till vara",
        "it is a document, but its bytes weren't kept")
    case .ofNoCompany:
      Words(
        "sähköposti ei kuulu millekään yritykselle", "meddelandet hör inte till något företag",
        "it belongs to no company")
    case .isFiled:
      Words(
        "sen dokumentit on jo tallennettu", "dess dokument är redan sparade",
        "it is filed already")
    case .nothingToDiscard:
      Words(
        "sen dokumentit on tallennettu, hylättävää ei ole",
        "dess dokument är sparade, det finns inget att förkasta",
        "its documents are filed, there is nothing to discard")
    case .sameMail(let other):
      Words(
        "sähköposti \(other.rawValue) on sama viesti tälle yritykselle",
        "meddelande \(other.rawValue) är samma meddelande för det företaget",
        "mail \(other.rawValue) is the same mail for that company")
    case .notToBeFetched:
      Words(
        "sitä ei voi hakea uudelleen: se on haettu, tai postilaatikolla on jo toinen kansio",
        "det kan inte hämtas på nytt: det har hämtats, eller så har brevlådan redan en annan mapp",
        "it can't be fetched again: it was fetched, or its mailbox has another folder by now")
    }
  }

  var suggestion: Words? {
    switch self {
    case .neverWhole, .notKept, .partNotKept, .ofNoCompany, .isFiled, .notToBeFetched: nil
    case .nothingToDiscard:
      Words(
        "arkistoi sen dokumentit", "arkivera dess dokument i stället",
        "archive its documents instead")
    case .sameMail(let other):
      Words(
        "päätä sähköpostista \(other.rawValue), ja hylkää tämä",
        "besluta om meddelande \(other.rawValue), och förkasta detta",
        "decide on mail \(other.rawValue), and discard this one")
    }
  }
}
