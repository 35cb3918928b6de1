import Foundation
import Platform

/// The rules of the fields of customers and contacts; in optional fields empty text is none.
extension FieldRule {
  package static func optionalEmail(_ text: String?) throws(Refusal) -> String? {
    guard let text, !(try KeptText.of(text, .email)).isEmpty else { return nil }
    return try email(text)
  }

  /// A telephone number as people write it.
  package static func phone(_ text: String?) throws(Refusal) -> String? {
    guard let text else { return nil }
    let phone = try KeptText.of(text, .phone)
    if phone.isEmpty { return nil }
    let digits = "0123456789"
    let allowed = Set(digits + " +-()./")
    guard phone.allSatisfy(allowed.contains) else {
      throw Refusal(.phone, text, .number(.notAPhoneNumber))
    }
    try TextLimit.phone.check(phone, .phone)
    let fewest = 3
    guard phone.count(where: digits.contains) >= fewest else {
      throw Refusal(.phone, text, .number(.tooFewDigits(least: fewest)))
    }
    return phone
  }

  /// A contact's task at the customer, in somebody's own words.
  package static func role(_ text: String?) throws(Refusal) -> String? {
    try line(text, .role, .word)
  }

  /// Another system's id of a customer or a contact; equal ids are spelled the same way.
  package static func rowExternalID(_ text: String?) throws(Refusal) -> String? {
    try line(text, .externalID, .word)?.precomposedStringWithCanonicalMapping
  }
}
