extension VATNumber {
  package func austria() -> Bool? {
    guard rest.first == "U", let digits = digits(rest.dropFirst(), 8) else { return nil }
    let doubled = digits.prefix(7).enumerated().reduce(0) { sum, place in
      let value = place.offset % 2 == 0 ? place.element : place.element * 2
      return sum + value / 10 + value % 10
    }
    return (96 - doubled) % 10 == digits[7]
  }

  /// Two characters before a SIREN: digits are a remainder, letters (of newer numbers) say nothing
  /// that is told. Monaco's begin with 000 and are no SIREN.
  package func france() -> Bool? {
    guard let siren = digits(rest.dropFirst(2), 9),
      rest.prefix(2).allSatisfy({ $0.isNumber || ($0.isLetter && $0 != "I" && $0 != "O") })
    else { return nil }
    guard siren.starts(with: [0, 0, 0]) || CheckDigits.luhn(siren) else { return false }
    guard let key = Int(rest.prefix(2)) else { return true }
    return (CheckDigits.number(siren) * 100 + 12) % 97 == key
  }

  /// Seven digits and one or two letters; in old numbers the second digit is a letter or a sign,
  /// and the first one counts last.
  package func ireland() -> Bool? {
    let letters = Array("WABCDEFGHIJKLMNOPQRSTUV")
    let characters = Array(rest)
    guard (8...9).contains(characters.count), let given = letters.firstIndex(of: characters[7])
    else { return nil }
    let isOld = !characters[1].isNumber
    if isOld, !(characters[1].isLetter || "+*".contains(characters[1])) { return nil }
    let text = isOld ? "0\(rest.dropFirst(2).prefix(5))\(characters[0])" : String(rest.prefix(7))
    guard let digits = digits(text[...], 7) else { return nil }
    var extra = 0
    if characters.count == 9 {
      guard let second = letters.firstIndex(of: characters[8]) else { return nil }
      extra = second
    }
    return (CheckDigits.sum(digits, by: [8, 7, 6, 5, 4, 3, 2]) + 9 * extra) % 23 == given
  }

  package func lithuania() -> Bool? {
    guard let digits = digits(nil, 9, 12) else { return nil }
    let body = digits.dropLast()
    let first = CheckDigits.sum(body, by: body.indices.map { 1 + $0 % 9 }) % 11
    let second = CheckDigits.sum(body, by: body.indices.map { 1 + ($0 + 2) % 9 }) % 11
    return digits.last == (first == 10 ? second : first) % 10
  }

  /// Companies' begin with a digit above 3; the others are natural persons'.
  package func latvia() -> Bool? {
    digits(nil, 11).map {
      $0[0] <= 3 || CheckDigits.sum($0, by: [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3
    }
  }

  /// Nine digits, B and two digits: of companies the nine have a check digit, of sole proprietors
  /// the whole is a MOD 97-10.
  package func netherlands() -> Bool? {
    guard rest.dropFirst(9).first == "B", digits(rest.suffix(2), 2) != nil,
      let digits = digits(rest.prefix(9), 9), rest.utf8.count == 12
    else { return nil }
    let isCompany = CheckDigits.sum(digits, by: [9, 8, 7, 6, 5, 4, 3, 2]) % 11 == digits[8]
    return isCompany || CheckDigits.mod97("NL" + rest) == 1
  }

  /// As in Great Britain: by one of two remainders.
  package func northernIreland() -> Bool? {
    if rest.hasPrefix("GD") || rest.hasPrefix("HA") {
      return digits(rest.dropFirst(2), 3).map { _ in true }
    }
    return digits(nil, 9, 12).map { digits in
      let sum =
        CheckDigits.sum(digits, by: [8, 7, 6, 5, 4, 3, 2])
        + CheckDigits.number(digits[7..<9])
      return sum % 97 == 0 || (sum + 55) % 97 == 0
    }
  }
}
