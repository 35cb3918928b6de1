extension PlaceFault {
  var cause: Words {
    switch self {
    case .contactOfAnother(let owner, let named):
      Words(
        "kontakti kuuluu asiakkaalle \(owner.rawValue), ei asiakkaalle \(named.rawValue)",
        "kontakten hör till kund \(owner.rawValue), inte till kund \(named.rawValue)",
        "it is a contact of customer \(owner.rawValue), not of \(named.rawValue)")
    case .contactStays(let owner):
      Words(
        "kontakti kuuluu asiakkaalle \(owner.rawValue)",
        "kontakten hör till kund \(owner.rawValue)",
        "it is a contact of customer \(owner.rawValue)")
    case .contactsOfTwo(let one, let other):
      Words(
        "kontaktit kuuluvat eri asiakkaille: \(one.rawValue) ja \(other.rawValue)",
        "kontakterna hör till olika kunder: \(one.rawValue) och \(other.rawValue)",
        "they are contacts of two customers, \(one.rawValue) and \(other.rawValue)")
    case .slashInName:
      Words(
        "nimessä on /, joka erottaa polun nimet", "namnet innehåller /, som skiljer namnen åt",
        "it holds a /, which parts the names of a path")
    case .emptyName:
      Words(
        "jokin polun nimistä puuttuu", "ett av namnen i sökvägen saknas",
        "a name of it is empty")
    case .tooDeep(let most):
      Words(
        "polussa olisi yli \(most) nimeä", "sökvägen skulle ha fler än \(most) namn",
        "its path would have more than \(most) names")
    case .groupInItself:
      Words(
        "ryhmä ei voi olla itsensä sisällä", "en grupp kan inte ligga i sig själv",
        "a group cannot be inside itself")
    case .groupBelow(let path):
      Words(
        "\(FieldRule.shown(path)) on sen sisällä", "\(FieldRule.shown(path)) ligger i den",
        "\(FieldRule.shown(path)) is inside it")
    }
  }

  var suggestion: Words? {
    switch self {
    case .contactOfAnother:
      Words(
        "anna pelkkä kontakti, tai joku tämän asiakkaan kontakteista",
        "ange enbart kontakten, eller någon av kundens egna",
        "name the contact alone, or one of that customer's")
    case .contactStays:
      Words(
        "tuonti ei siirrä kontaktia: siirrä se ensin muokkaamalla",
        "en import flyttar ingen kontakt: flytta den först genom att redigera den",
        "a contact can't move by an import: move it first")
    case .contactsOfTwo:
      Words(
        "siirrä toinen ensin, tai yhdistä asiakkaat",
        "flytta den ena först, eller slå ihop kunderna",
        "move one of them first, or merge the customers")
    case .slashInName: Words("valitse toinen", "välj ett annat", "choose another")
    case .emptyName:
      Words(
        "kirjoita esimerkiksi Myynti/Tarjoukset", "skriv till exempel Myynti/Tarjoukset",
        "write it as Myynti/Tarjoukset")
    case .tooDeep: nil
    case .groupInItself, .groupBelow:
      Words(
        "valitse ryhmä sen ulkopuolelta", "välj en grupp utanför den",
        "choose a group outside of it")
    }
  }
}
