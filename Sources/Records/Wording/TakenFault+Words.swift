extension TakenFault {
  var cause: Words {
    switch self {
    case .byRecord(let kind, let id):
      Words(
        "on jo käytössä: \(kind.words.finnish) \(id)",
        "används redan: \(kind.words.swedish) \(id)", "\(kind.words.english) \(id) has it")
    case .byAnotherCompany:
      Words(
        "on jo toisella yrityksellä", "används redan av ett annat företag",
        "another company has it")
    case .byGroup(let group, let path):
      Words(
        "\(FieldRule.shown(path)) on jo ryhmä \(group.rawValue)",
        "\(FieldRule.shown(path)) är redan grupp \(group.rawValue)",
        "group \(group.rawValue) is \(FieldRule.shown(path)) already")
    case .byGroups(let paths):
      Words(
        "sen nimisiä ryhmiä on monta: \(Self.shown(paths))",
        "flera grupper heter så: \(Self.shown(paths))",
        "several groups have that name: \(Self.shown(paths))")
    case .byLine(let line):
      Words("on myös rivillä \(line)", "finns också på rad \(line)", "line \(line) has it too")
    case .byEntry(let number):
      Words(
        "lokimerkinnällä \(number.rawValue) on sama ulkoinen tunnus ja toinen sisältö",
        "loggpost \(number.rawValue) har samma externa id och ett annat innehåll",
        "log entry \(number.rawValue) has that external id and says something else")
    case .byOtherLine(let line):
      Words(
        "rivillä \(line) on sama ulkoinen tunnus ja toinen sisältö",
        "rad \(line) har samma externa id och ett annat innehåll",
        "line \(line) has that external id and says something else")
    }
  }

  var suggestion: Words {
    switch self {
    case .byRecord(let kind, _):
      Words("muuta sitä", "ändra den i stället", "edit that \(kind.words.english)")
    case .byAnotherCompany: Words("valitse toinen", "välj ett annat", "choose another")
    case .byGroup: Words("valitse toinen nimi", "välj ett annat namn", "choose another name")
    case .byGroups:
      Words("anna koko polku", "ange hela sökvägen", "give the whole path")
    case .byLine: Words("jätä vain toinen", "behåll bara den ena", "keep one")
    case .byEntry:
      Words(
        "lokia ei muuteta: kirjaa korjaus omalla ulkoisella tunnuksellaan",
        "loggen ändras aldrig: registrera rättelsen under ett eget externt id",
        "the log is never changed: record a correction under an external id of its own")
    case .byOtherLine:
      Words(
        "anna kullekin tapahtumalle oma ulkoinen tunnus", "ge varje händelse ett eget externt id",
        "give each event an external id of its own")
    }
  }

  private static func shown(_ texts: [String]) -> String {
    texts.map(FieldRule.shown).joined(separator: ", ")
  }
}
