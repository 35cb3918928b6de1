extension VATNumber {
  package func south() -> Bool? {
    switch country {
    case "CY": cyprus()
    case "EL":
      digits(nil, 9).map { digits in
        CheckDigits.sum(digits, by: [256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == digits[8]
      }
    case "ES": spain()
    case "HR": digits(nil, 11).map(CheckDigits.mod11And10)
    case "IT": digits(nil, 11).map(CheckDigits.luhn)
    case "MT": digits(nil, 8).map { CheckDigits.sum($0, by: [3, 4, 6, 7, 8, 9, 10, 1]) % 37 == 0 }
    case "PT":
      digits(nil, 9).map { digits in
        let remainder = CheckDigits.sum(digits, by: [9, 8, 7, 6, 5, 4, 3, 2]) % 11
        return (remainder < 2 ? 0 : 11 - remainder) == digits[8]
      }
    case "SI":
      digits(nil, 8).map { digits in
        let check = 11 - CheckDigits.sum(digits, by: [8, 7, 6, 5, 4, 3, 2]) % 11
        return (check == 10 ? 0 : check) == digits[7]
      }
    default: nil
    }
  }

  private func cyprus() -> Bool? {
    let odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
    guard let digits = digits(rest.dropLast(), 8), let letter = rest.last?.asciiValue,
      (0x41...0x5A).contains(letter)
    else { return nil }
    let sum = digits.enumerated().reduce(0) {
      $0 + ($1.offset % 2 == 0 ? odd[$1.element] : $1.element)
    }
    return sum % 26 == Int(letter) - 0x41
  }

  /// A company has a letter, seven digits and a check character, a digit or a letter; a person has
  /// eight digits (or X, Y, Z and seven) and a letter.
  private func spain() -> Bool? {
    guard rest.utf8.count == 9, let first = rest.first, let last = rest.last,
      let body = digits(rest.dropFirst().dropLast(), 7)
    else { return nil }
    if "ABCDEFGHJNPQRSUVW".contains(first) {
      let check = (0...9).first { CheckDigits.luhn(body + [$0]) } ?? 0
      return last.wholeNumberValue == check || last == Array("JABCDEFGHI")[check]
    }
    guard
      let lead = first.wholeNumberValue ?? ["X": 0, "Y": 1, "Z": 2, "K": 0, "L": 0, "M": 0][first]
    else { return nil }
    return Array("TRWAGMYFPDXBNJZSQVHLCKE")[CheckDigits.number([lead] + body) % 23] == last
  }
}
