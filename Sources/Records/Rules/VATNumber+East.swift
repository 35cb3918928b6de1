extension VATNumber {
  package func east() -> Bool? {
    switch country {
    case "BG": bulgaria()
    case "CZ": czechia()
    case "HU": digits(nil, 8).map { CheckDigits.sum($0, by: [9, 7, 3, 1, 9, 7, 3, 1]) % 10 == 0 }
    case "PL":
      digits(nil, 10).map { digits in
        CheckDigits.sum(digits, by: [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == digits[9]
      }
    case "RO": romania()
    case "SK": digits(nil, 10).map { CheckDigits.number($0) % 11 == 0 }
    default: nil
    }
  }

  /// Nine digits are a company's, ten anybody else's.
  private func bulgaria() -> Bool? {
    guard let digits = digits(nil, 9, 10) else { return nil }
    guard digits.count == 9 else { return true }
    let first = CheckDigits.sum(digits, by: Array(1...8)) % 11
    let second = CheckDigits.sum(digits, by: Array(3...10)) % 11
    return digits[8] == (first == 10 ? second : first) % 10
  }

  /// Eight digits are a company's, nine and ten a person's.
  private func czechia() -> Bool? {
    guard let digits = digits(nil, 8, 9, 10) else { return nil }
    guard digits.count == 8 else { return true }
    let check = (11 - CheckDigits.sum(digits, by: [8, 7, 6, 5, 4, 3, 2]) % 11) % 11
    return digits[7] == (check == 0 ? 1 : check) % 10
  }

  /// Up to ten digits are a company's, thirteen a person's.
  private func romania() -> Bool? {
    guard let digits = digits(nil, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13) else { return nil }
    guard digits.count <= 10 else { return true }
    let padded = Array(repeating: 0, count: 10 - digits.count) + digits
    let sum = CheckDigits.sum(padded, by: [7, 5, 3, 2, 1, 7, 5, 3, 2])
    return sum * 10 % 11 % 10 == padded[9]
  }
}
