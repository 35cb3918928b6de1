/// Digits that aren't what they should be.
package enum NumberFault: Sendable, Hashable {
  case notABusinessID
  case notAReference
  case wrongCheckDigit
  case notAPhoneNumber
  case tooFewDigits(least: Int)
  case notAnAmount(before: Int, after: Int)
  case notACurrency
  case outOf(ClosedRange<Int>)
}
