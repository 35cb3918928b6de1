extension NameFault {
  var cause: Words {
    switch self {
    case .shared(let ids):
      let listed = ids.map(String.init).joined(separator: ", ")
      return Words(
        "saman nimisiä on useita: \(listed)", "flera har samma namn: \(listed)",
        "several have that name: \(listed)")
    }
  }

  var suggestion: Words {
    Words("anna yhden tunnus", "ange id för en av dem", "give the id of one")
  }
}
