/// The reference numbers that payments are matched by.
package enum ReferenceNumber {
  /// A Finnish viite (4 to 20 digits, the last one a check digit by the weights 7, 3, 1 from the
  /// right) or a creditor reference (ISO 11649: `RF`, two check digits, at most 21 letters and
  /// digits). Spaces between groups are left out, as are zeros before a viite.
  package static func checked(_ text: String) throws(Refusal) -> String {
    let unseen: [TextScalar] = [.space, .hidden]
    let scalars = text.unicodeScalars.filter { $0 != " " && !unseen.contains(TextScalar($0)) }
    let reference = String(String.UnicodeScalarView(scalars)).uppercased()
    if isCreditorReference(reference) {
      guard CheckDigits.mod97(reference.dropFirst(4) + reference.prefix(4)) == 1 else {
        throw Refusal(.reference, text, .number(.wrongCheckDigit))
      }
      return reference
    }
    let digits = String(reference.drop { $0 == "0" })
    guard reference.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      (4...20).contains(digits.count)
    else {
      throw Refusal(.reference, text, .number(.notAReference))
    }
    guard hasFinnishCheckDigit(digits) else {
      throw Refusal(.reference, text, .number(.wrongCheckDigit))
    }
    return digits
  }

  /// RF, two digits, and at most 21 digits and letters.
  private static func isCreditorReference(_ text: String) -> Bool {
    var form = WrittenForm(text)
    return form.hasSign("R") && form.hasSign("F") && form.digits(2...2) != nil
      && form.take(1...21) { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) } != nil
      && form.isAtEnd
  }

  private static func hasFinnishCheckDigit(_ digits: String) -> Bool {
    let numbers = digits.compactMap(\.wholeNumberValue)
    let weights = [7, 3, 1]
    let sum = numbers.dropLast().reversed().enumerated()
      .reduce(0) { $0 + $1.element * weights[$1.offset % 3] }
    return numbers.last == (10 - sum % 10) % 10
  }
}
