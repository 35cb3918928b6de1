extension ColumnFault {
  var cause: Words {
    switch self {
    case .nameless(let column):
      Words(
        "sarakkeella \(column) ei ole nimeä", "kolumn \(column) har inget namn",
        "column \(column) has no name")
    case .repeated(let name):
      Words(
        "sarake \(name) on kahdesti", "kolumnen \(name) finns två gånger",
        "the column \(name) is there twice")
    case .unknown(let names, _):
      Words(
        (names.count > 1 ? "tuntemattomia sarakkeita " : "tuntematon sarake ") + names.shown,
        (names.count > 1 ? "okända kolumner " : "okänd kolumn ") + names.shown,
        (names.count > 1 ? "unknown columns " : "unknown column ") + names.shown)
    case .notThere(let name):
      Words(
        "tiedostossa ei ole saraketta \(FieldRule.shown(name))",
        "filen har ingen kolumn \(FieldRule.shown(name))",
        "the file has no column \(FieldRule.shown(name))")
    case .noField(let name, _):
      Words(
        "kenttää \(FieldRule.shown(name)) ei ole", "det finns inget fält \(FieldRule.shown(name))",
        "there is no field \(FieldRule.shown(name))")
    case .missing(let names):
      Words(
        "sarake \(names.joined(last: "tai")) puuttuu",
        "kolumnen \(names.joined(last: "eller")) saknas",
        "the column \(names.joined(last: "or")) is missing")
    }
  }

  var suggestion: Words? {
    switch self {
    case .unknown(_, let known), .noField(_, let known):
      Words(
        "sarakkeita ovat \(known.joined(last: "ja"))",
        "kolumnerna är \(known.joined(last: "och"))", "there are \(known.joined(last: "and"))")
    case .nameless, .repeated, .notThere, .missing: nil
    }
  }
}

extension [String] {
  /// `“a”, “b”`
  fileprivate var shown: String { map(FieldRule.shown).joined(separator: ", ") }

  /// `name, email or phone`, with that word before the last.
  fileprivate func joined(last word: String) -> String {
    guard let last, count > 1 else { return joined() }
    return dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
