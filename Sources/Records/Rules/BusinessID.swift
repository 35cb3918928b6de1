/// A Finnish Y-tunnus or an EU VAT number, as it is stored.
package enum BusinessID {
  /// Without spaces, in capitals. Throws for what is wrong: the form or the check digit.
  package static func checked(_ text: String) throws(Refusal) -> String {
    let id = text.replacing(" ", with: "").uppercased()
    let finding = finding(id)
    switch finding {
    case .right: return id
    case .wrongCheckDigit:
      throw Refusal(.businessID, text, .number(.wrongCheckDigit))
    case .wrongForm:
      throw Refusal(.businessID, text, .number(.notABusinessID))
    }
  }

  private static func finding(_ id: String) -> VATNumber.Finding {
    var form = WrittenForm(id)
    if let digits = form.digits(7...7), form.hasSign("-"), let last = form.digits(1...1),
      form.isAtEnd
    {
      return finnish(digits + last)
    }
    var number = WrittenForm(id)
    if number.hasSign("F"), number.hasSign("I"), let digits = number.digits(8...8), number.isAtEnd {
      return finnish(digits)
    }
    return VATNumber.finding(country: id.prefix(2), rest: id.dropFirst(2))
  }

  private static func finnish(_ text: Substring) -> VATNumber.Finding {
    let digits = text.compactMap(\.wholeNumberValue)
    let remainder = CheckDigits.sum(digits, by: [7, 9, 10, 5, 8, 4, 2]) % 11
    let isRight = remainder != 1 && digits.last == (remainder == 0 ? 0 : 11 - remainder)
    return isRight ? .right : .wrongCheckDigit
  }
}
