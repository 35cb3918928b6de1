import Foundation
import Platform

/// The rules of the fields of records. Each rule gives the value as the store keeps it, or refuses
/// the value.
package enum FieldRule {
  package static func slug(_ text: String) throws(Refusal) -> String {
    let allowed = text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
    }
    guard !text.isEmpty, allowed else {
      throw Refusal(.slug, text, .text(.notASlug))
    }
    try TextLimit.slug.check(text, .slug)
    guard !text.hasPrefix("-"), !text.hasSuffix("-") else {
      throw Refusal(.slug, text, .text(.hyphenAtAnEnd))
    }
    return text
  }

  package static func name(_ text: String) throws(Refusal) -> String {
    guard let name = try line(text, .name, .name) else { throw Refusal(.name, .text(.empty)) }
    return name
  }

  /// A Finnish Y-tunnus or an EU VAT number, its check digit too.
  package static func businessID(_ text: String?) throws(Refusal) -> String? {
    guard let text = try line(text, .businessID, .name) else { return nil }
    return try BusinessID.checked(text)
  }

  /// The zone of that name.
  package static func timeZone(_ text: String) throws(Refusal) -> Zone {
    guard let zone = Zone(text) else { throw Refusal(.timeZone, text, .time(.unknownZone)) }
    return zone
  }

  /// A zone that clocks are set by. `isKnown` tells whether the system has rules of a zone.
  package static func timeZone(
    _ zone: Zone, isKnown: (Zone) -> Bool
  ) throws(Refusal) -> Zone {
    // Most names without a slash are abbreviations, which know no summer time.
    guard zone.name == "UTC" || zone.name.contains("/"), isKnown(zone) else {
      throw Refusal(.timeZone, zone.name, .time(.unknownZone))
    }
    return zone
  }

  package static func reminderDays(
    _ days: [Int]?, _ field: RecordField = .reminderDays
  ) throws(Refusal) -> [Int]? {
    guard let days else { return nil }
    let (most, furthest) = (20, 365)
    guard (1...most).contains(days.count), days.allSatisfy({ (0...furthest).contains($0) }) else {
      throw Refusal(field, .time(.notReminderDays(most: most, furthest: furthest)))
    }
    return Set(days).sorted(by: >)
  }

  package static func reminderAt(_ text: String) throws(Refusal) -> TimeOfDay {
    guard let time = TimeOfDay(written: text) else {
      throw Refusal(.reminderAt, text, .time(.notATimeOfDay))
    }
    return time
  }

  /// An e-mail address that can stand in a header and in an SMTP command as it is.
  package static func email(_ text: String) throws(Refusal) -> String {
    let email = try KeptText.of(text, .email)
    let halves = email.split(separator: "@", omittingEmptySubsequences: false)
    let forbidden = Set("<>()[],;:\\\" ")
    guard halves.count == 2, email.isPrintable, !email.contains(where: forbidden.contains),
      isLocalPart(halves[0]), isDomain(halves[1]),
      DomainName(halves[1]) != nil
    else {
      throw Refusal(.email, text, .text(.notAnAddress))
    }
    return email
  }

  /// Text of several lines.
  package static func longText(
    _ text: String, _ field: RecordField, _ limit: TextLimit = .long
  ) throws(Refusal) -> String {
    let kept = try KeptText.of(text, field, .kept)
    guard !kept.isEmpty else { throw Refusal(field, .text(.empty)) }
    try limit.check(kept, field)
    return kept
  }

  package static func optionalLongText(
    _ text: String?, _ field: RecordField
  ) throws(Refusal) -> String? {
    guard let text, !text.allSatisfy(\.isWhitespace) else { return nil }
    return try longText(text, field)
  }

  /// Another system's id of a record.
  package static func externalID(_ text: String) throws(Refusal) -> String {
    guard let id = try line(text, .externalID, .name) else {
      throw Refusal(.externalID, .text(.empty))
    }
    return id
  }

  /// Text of one line, or nil where there is none.
  package static func line(
    _ text: String?, _ field: RecordField, _ limit: TextLimit
  ) throws(Refusal) -> String? {
    guard let text else { return nil }
    let line = try KeptText.of(text, field)
    if line.isEmpty { return nil }
    try limit.check(line, field)
    return line
  }

  /// The key that all spellings of one e-mail address share, with the domain as people write it.
  package static func emailKey(_ email: String) -> String {
    writtenKey(DomainName.address(email, domain: \.unicode))
  }

  /// All keys under which somebody with that address may be: releases before 0.6 kept the domain as
  /// it was written.
  package static func emailKeys(_ email: String) -> (String, String) {
    (emailKey(email), writtenKey(email))
  }

  private static func writtenKey(_ email: String) -> String {
    email.lowercased().precomposedStringWithCanonicalMapping
  }

  private static func isLocalPart(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.count <= 64 && !text.hasPrefix("-") && !text.hasPrefix(".")
      && !text.hasSuffix(".") && !text.contains("..")
  }

  private static func isDomain(_ text: Substring) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return text.utf8.count <= 189
      && labels.allSatisfy { label in
        !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
          && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
      }
  }

  package static func trimmed(_ text: String) -> String {
    // Foundation makes another string each time, though nearly none has anything to be trimmed.
    let ends = [text.utf8.first, text.utf8.last]
    if ends.allSatisfy({ $0.map { (0x21...0x7E).contains($0) } ?? false }) { return text }
    return text.trimmingCharacters(in: .whitespaces)
  }

  /// For error lines: bounded and without control characters.
  package static func shown(_ text: String) -> String {
    "“" + String(TextLimit.shown.beginning(of: text).filter { String($0).isPrintable }) + "”"
  }
}
