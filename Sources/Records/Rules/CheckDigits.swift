/// The arithmetic of check digits.
package enum CheckDigits {
  package static func sum(_ digits: some Sequence<Int>, by weights: [Int]) -> Int {
    zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// ISO/IEC 7812-1: of the digits from the right every second one counts twice.
  package static func luhn(_ digits: some BidirectionalCollection<Int>) -> Bool {
    digits.reversed().enumerated().reduce(0) { total, place in
      let value = place.offset % 2 == 0 ? place.element : place.element * 2
      return total + value / 10 + value % 10
    } % 10 == 0
  }

  /// ISO 7064 MOD 11,10.
  package static func mod11And10(_ digits: some BidirectionalCollection<Int>) -> Bool {
    guard let last = digits.last else { return false }
    let product = digits.dropLast().reduce(10) { product, digit in
      let sum = (product + digit) % 10
      return (sum == 0 ? 10 : sum) * 2 % 11
    }
    return (11 - product) % 10 == last
  }

  /// ISO 7064 MOD 97-10 of digits and letters, a letter being two digits from A = 10 on.
  package static func mod97(_ text: some StringProtocol) -> Int {
    text.utf8.reduce(0) { remainder, byte in
      switch byte {
      case 0x30...0x39: (remainder * 10 + Int(byte) - 0x30) % 97
      default: (remainder * 100 + Int(byte) - 55) % 97
      }
    }
  }

  package static func number(_ digits: some Sequence<Int>) -> Int {
    digits.reduce(0) { $0 * 10 + $1 }
  }
}
