/// A VAT number of a member state (or of Northern Ireland), without its country: what its form and
/// its check digits say.
///
/// Some states also give natural persons numbers made of their identity codes; only the form of
/// such numbers is checked: a right number refused costs more than a wrong one taken.
package struct VATNumber {
  package enum Finding {
    case right, wrongForm, wrongCheckDigit
  }

  package let country: Substring
  package let rest: Substring

  package init(country: Substring, rest: Substring) {
    self.country = country
    self.rest = rest
  }

  package static func finding(country: Substring, rest: Substring) -> Finding {
    let number = VATNumber(country: country, rest: rest)
    guard rest.utf8.allSatisfy({ $0 < 0x80 }), let isRight = number.check() else {
      return .wrongForm
    }
    return isRight ? .right : .wrongCheckDigit
  }

  /// Nil when the form is wrong, or the country isn't one.
  private func check() -> Bool? {
    northAndWest() ?? south() ?? east()
  }

  /// The digits when all of the text are, and as many as one of `counts`.
  package func digits(_ text: Substring? = nil, _ counts: Int...) -> [Int]? {
    let text = text ?? rest
    let digits = text.utf8.compactMap { (0x30...0x39).contains($0) ? Int($0) - 0x30 : nil }
    return digits.count == text.utf8.count && counts.contains(digits.count) ? digits : nil
  }

  private func northAndWest() -> Bool? {
    switch country {
    case "AT": austria()
    case "BE":
      digits(nil, 10).map { digits in
        let sum = CheckDigits.number(digits.dropLast(2)) + CheckDigits.number(digits.suffix(2))
        return digits[0] < 2 && sum % 97 == 0
      }
    case "DE": digits(nil, 9).map(CheckDigits.mod11And10)
    case "DK": digits(nil, 8).map { CheckDigits.sum($0, by: [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0 }
    case "EE":
      digits(nil, 9).map { CheckDigits.sum($0, by: [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0 }
    case "FR": france()
    case "IE": ireland()
    case "LT": lithuania()
    case "LU":
      digits(nil, 8).map {
        CheckDigits.number($0.prefix(6)) % 89 == CheckDigits.number($0.suffix(2))
      }
    case "LV": latvia()
    case "NL": netherlands()
    case "SE": digits(nil, 12).map { $0.suffix(2) == [0, 1] && CheckDigits.luhn($0.prefix(10)) }
    case "XI": northernIreland()
    default: nil
    }
  }
}
