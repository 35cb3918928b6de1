import Foundation
import System

/// What may stand in the fields of customers and contacts; in optional ones empty text is none.
extension FieldRule {
  package static func optionalEmail(_ text: String?) throws(Refusal) -> String? {
    guard let text, !trimmed(text).isEmpty else { return nil }
    return try email(text)
  }

  /// A telephone number as people write it.
  package static func phone(_ text: String?) throws(Refusal) -> String? {
    guard let text else { return nil }
    let phone = trimmed(text)
    if phone.isEmpty { return nil }
    let digits = "0123456789"
    let allowed = Set(digits + " +-()./")
    guard phone.allSatisfy(allowed.contains) else {
      throw Refusal(
        "phone \(shown(text))", "it may hold only digits, spaces and + - ( ) . /",
        "write for example +358 40 123 4567")
    }
    guard phone.count <= 40 else {
      throw Refusal("phone \(shown(text))", "it is longer than 40 characters", "write one number")
    }
    guard phone.count(where: digits.contains) >= 3 else {
      throw Refusal(
        "phone \(shown(text))", "it has fewer than 3 digits", "write for example 040 123 4567")
    }
    return phone
  }

  /// What a contact does at its customer, in somebody's own words.
  package static func role(_ text: String?) throws(Refusal) -> String? {
    try line(text, subject: "role")
  }

  /// What another system calls a customer or a contact; equal ones are spelled the same way.
  package static func rowExternalID(_ text: String?) throws(Refusal) -> String? {
    try line(text, subject: "externalID")?.precomposedStringWithCanonicalMapping
  }

  private static func line(_ text: String?, subject: String) throws(Refusal) -> String? {
    guard let text else { return nil }
    let line = trimmed(text)
    if line.isEmpty { return nil }
    try TextLimit.word.check(line, "\(subject) \(shown(line))")
    guard line.isPrintable else {
      throw Refusal(
        "\(subject) \(shown(line))", "it holds control characters", "write it on one line")
    }
    return line
  }
}
