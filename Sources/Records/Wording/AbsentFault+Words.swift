extension AbsentFault {
  var cause: Words {
    switch self {
    case .unknown: Words("sellaista ei ole", "det finns ingen sådan", "there is none")
    case .nobodyHasAddress:
      Words(
        "kenelläkään yrityksessä ei ole tätä osoitetta", "ingen på företaget har den adressen",
        "nobody at the company has that address")
    case .nobodyHadAddress:
      Words(
        "kenelläkään yrityksessä ei ole eikä ole ollut tätä osoitetta",
        "ingen på företaget har eller har haft den adressen",
        "nobody at the company has or had that address")
    case .noneHasExternalID(let kind):
      Words(
        "tunnusta ei ole millään tietueella (\(kind.words.finnish))",
        "ingen post har den beteckningen (\(kind.words.swedish))",
        "no \(kind.words.english) has it")
    }
  }

  var suggestion: Words? {
    switch self {
    case .unknown, .nobodyHasAddress, .nobodyHadAddress: nil
    case .noneHasExternalID(let kind):
      Words(
        "tuo ensin ne, joihin rivit viittaavat (\(kind.words.finnish))",
        "importera först dem som raderna hänvisar till (\(kind.words.swedish))",
        "import the \(kind.words.english)s first")
    }
  }
}
