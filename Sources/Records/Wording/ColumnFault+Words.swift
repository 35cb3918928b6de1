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
    case .unknown(let name, _):
      Words(
        "tuntematon sarake \(FieldRule.shown(name))", "okänd kolumn \(FieldRule.shown(name))",
        "unknown column \(FieldRule.shown(name))")
    case .missing(let names):
      Words(
        "sarake \(names.joined(last: "tai")) puuttuu",
        "kolumnen \(names.joined(last: "eller")) saknas",
        "the column \(names.joined(last: "or")) is missing")
    }
  }

  var suggestion: Words? {
    guard case .unknown(_, let known) = self else { return nil }
    return Words(
      "sarakkeita ovat \(known.joined(last: "ja"))", "kolumnerna är \(known.joined(last: "och"))",
      "there are \(known.joined(last: "and"))")
  }
}

extension [String] {
  /// `name, email or phone`, with that word before the last.
  fileprivate func joined(last word: String) -> String {
    guard let last, count > 1 else { return joined() }
    return dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
