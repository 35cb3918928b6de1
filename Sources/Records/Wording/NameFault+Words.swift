extension NameFault {
  var cause: Words {
    switch self {
    case .shared(let ids):
      let listed = Self.listed(ids)
      return Words(
        "saman nimisiä on useita: \(listed)", "flera har samma namn: \(listed)",
        "several have that name: \(listed)")
    case .like(let ids):
      let listed = Self.listed(ids)
      return Words(
        "samankaltainen on jo: \(listed)", "en liknande finns redan: \(listed)",
        "one like it is there already: \(listed)")
    }
  }

  var suggestion: Words {
    switch self {
    case .shared:
      Words("anna yhden tunnus", "ange id för en av dem", "give the id of one")
    case .like:
      Words(
        "valitse se, tai lisää silti", "välj den, eller lägg till ändå",
        "choose that, or add this one nevertheless")
    }
  }

  private static func listed(_ ids: [Int64]) -> String {
    ids.map(String.init).joined(separator: ", ")
  }
}
