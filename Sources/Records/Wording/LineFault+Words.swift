extension LineFault {
  var cause: Words {
    switch self {
    case .tooLong(let mebibytes):
      Words(
        "rivi on pidempi kuin \(mebibytes) MiB", "raden är längre än \(mebibytes) MiB",
        "the line is longer than \(mebibytes) MiB")
    case .notJSON: Words("rivi ei ole JSONia", "raden är inte JSON", "it is not JSON")
    case .notAnObject:
      Words("rivi ei ole JSON-olio", "raden är inget JSON-objekt", "it is not a JSON object")
    case .unknownKey(let key, _):
      Words(
        "tuntematon avain \(FieldRule.shown(key))", "okänd nyckel \(FieldRule.shown(key))",
        "unknown key \(FieldRule.shown(key))")
    case .repeatedKey(let key):
      Words(
        "avain \(FieldRule.shown(key)) on rivillä kahdesti",
        "nyckeln \(FieldRule.shown(key)) står två gånger på raden",
        "the key \(FieldRule.shown(key)) is there twice")
    case .missing: Words("avain puuttuu", "nyckeln saknas", "it is missing")
    case .wrongType:
      Words("arvo on väärää tyyppiä", "värdet är av fel typ", "it has the wrong type")
    case .unreadable:
      Words("arvoa ei voi lukea", "värdet kan inte läsas", "it can't be read")
    case .notOneOf(let choices):
      Words(
        "ei ole mikään näistä: \(choices.joined(separator: ", "))",
        "det är inget av dessa: \(choices.joined(separator: ", "))",
        "it is not one of \(choices.joined(separator: ", "))")
    case .currencyAlone:
      Words("summa puuttuu", "beloppet saknas", "it has no amount")
    }
  }

  var suggestion: Words? {
    guard case .unknownKey(_, let known) = self else { return nil }
    let keys = known.joined(separator: ", ")
    return Words("avaimia ovat \(keys)", "nycklarna är \(keys)", "known here: \(keys)")
  }
}
