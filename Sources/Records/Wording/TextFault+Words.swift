extension TextFault {
  var cause: Words {
    switch self {
    case .empty: Words("tieto puuttuu", "uppgiften saknas", "it is empty")
    case .tooLong(let limit, let unit, let size):
      Words(
        "liian pitkä: enintään \(limit) \(unit.words.finnish), nyt \(size)",
        "för långt: högst \(limit) \(unit.words.swedish), nu \(size)",
        "it is longer than \(limit) \(unit.words.english): it has \(size)")
    case .control(let scalar):
      Words(
        "tekstissä on ohjausmerkki \(scalar.nameOfControl)",
        "texten innehåller styrtecknet \(scalar.nameOfControl)",
        "it holds the control character \(scalar.nameOfControl)")
    case .notASlug:
      Words(
        "sallittuja ovat vain a–z, 0–9 ja -", "endast a–z, 0–9 och - är tillåtna",
        "it may hold only a-z, 0-9 and -")
    case .hyphenAtAnEnd:
      Words(
        "alussa tai lopussa on merkki -", "det börjar eller slutar med tecknet -",
        "it begins or ends with -")
    case .notAnAddress:
      Words(
        "ei ole sähköpostiosoite", "det är ingen e-postadress", "it is no plain address")
    case .tooShort(let least):
      Words(
        "siinä on vähemmän kuin \(least) merkkiä", "det har färre än \(least) tecken",
        "it has fewer than \(least) characters")
    case .wrongPassword:
      Words(
        "nykyinen salasana on väärin", "det nuvarande lösenordet är fel",
        "the present password is wrong")
    case .easilyGuessed:
      Words("se on helppo arvata", "det är lätt att gissa", "it is easily guessed")
    }
  }

  var suggestion: Words? {
    switch self {
    case .empty: Words("täytä kenttä", "fyll i fältet", "give one")
    case .tooLong: Words("lyhennä tekstiä", "förkorta texten", "shorten it")
    case .control: Words("poista se tekstistä", "ta bort det", "take it out")
    case .notASlug, .hyphenAtAnEnd: Words("valitse toinen", "välj ett annat", "choose another")
    case .notAnAddress:
      Words(
        "kirjoita muodossa nimi@example.fi", "skriv i formen namn@example.fi",
        "write it as name@example.fi")
    case .wrongPassword:
      Words("kirjoita se uudelleen", "skriv det på nytt", "type it again")
    case .tooShort, .easilyGuessed:
      Words(
        "valitse vaikkapa useita sanoja", "välj till exempel flera ord",
        "choose several words, for example")
    }
  }
}

extension TextFault.Unit {
  fileprivate var words: Words {
    switch self {
    case .characters: Words("merkkiä", "tecken", "characters")
    case .bytes: Words("tavua", "byte", "bytes")
    }
  }
}
