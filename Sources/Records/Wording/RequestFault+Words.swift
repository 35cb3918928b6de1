extension RequestFault {
  var cause: Words {
    switch self {
    case .foreignCursor:
      Words(
        "kohta ei ole miltään tämän lokin sivulta", "platsen är inte från någon sida i loggen",
        "it is none of a page of this log")
    case .belowOne: Words("vähintään 1", "minst 1", "it must be at least 1")
    case .tooMany(let count, let most):
      Words(
        "\(count) kerralla, enintään \(most)", "\(count) på en gång, högst \(most)",
        "\(count) at once, and at most \(most)")
    case .notFromOutside:
      Words(
        "ulkopuolelta kirjataan vain laskuja, suorituksia ja muistiinpanoja",
        "utifrån registreras bara fakturor, betalningar och anteckningar",
        "only invoice, payment and note are recorded from outside")
    case .withoutAmount:
      Words(
        "laskulla ja suorituksella on oltava summa",
        "en faktura eller betalning måste ha ett belopp",
        "an invoice or a payment has an amount, and none is given")
    case .findsTooMuch(let least):
      Words(
        "lyhyempi kuin \(least) merkkiä", "kortare än \(least) tecken",
        "it is shorter than \(least) characters")
    case .reachesTooFar(let names, let most): Self.reach(names, most)
    case .askedOtherwise:
      Words(
        "sen keskeytynyttä poistoa pyydettiin eri ehdoin",
        "en avbruten radering av den begärdes på annat sätt",
        "an erasure of it that was cut off was asked for otherwise")
    }
  }

  var suggestion: Words? {
    switch self {
    case .foreignCursor:
      Words(
        "anna `next` sellaisenaan, tai aloita ensimmäisestä sivusta",
        "ge tillbaka `next` som det kom, eller börja på första sidan",
        "pass back `next` as it came, or begin with the first page")
    case .belowOne, .notFromOutside, .tooMany, .withoutAmount: nil
    case .findsTooMuch:
      Words(
        "kirjoita nimestä enemmän, muuten puolet teksteistä poistuisi",
        "skriv mer av namnet, annars skulle hälften av texterna försvinna",
        "name more of it, or half of all texts would go")
    case .reachesTooFar:
      Words("kirjoita nimestä enemmän", "skriv mer av namnet", "name more of it")
    case .askedOtherwise:
      Words(
        "pyydä samoin ehdoin kuin silloin", "begär den på samma sätt som då",
        "ask for the same as then")
    }
  }

  private static func reach(_ names: [Reach], _ most: Int) -> Words {
    func list(_ between: String) -> String {
      names.map { "\(FieldRule.shown($0.name)) \(between) \($0.texts)" }.joined(separator: ", ")
    }
    return Words(
      "muita koskevia tekstejä, joissa nimi on, on yli \(most): \(list("–"))",
      "texterna om andra som namnet står i är fler än \(most): \(list("–"))",
      "\(list("stands in")) texts about others, more than \(most)")
  }
}
