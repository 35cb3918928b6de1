import Records
import Testing

/// Each rule refuses a faulty value with a fault on its field.
@Suite struct FieldRefusalTests {
  private struct Sample: Sendable {
    let refusal: Refusal
    let rule: @Sendable () throws -> Void

    init(_ refusal: Refusal, _ rule: @escaping @Sendable () throws -> Void) {
      self.refusal = refusal
      self.rule = rule
    }
  }

  private static let long = String(repeating: "x", count: 201)

  private static let company = [
    Sample(Refusal(.slug, "Ä", .text(.notASlug))) { _ = try FieldRule.slug("Ä") },
    Sample(Refusal(.slug, "", .text(.notASlug))) { _ = try FieldRule.slug("") },
    Sample(Refusal(.slug, "-x", .text(.hyphenAtAnEnd))) { _ = try FieldRule.slug("-x") },
    Sample(Refusal(.slug, .text(.tooLong(limit: 40, .characters, has: 201)))) {
      _ = try FieldRule.slug(long)
    },
    Sample(Refusal(.name, .text(.empty))) { _ = try FieldRule.name(" ") },
    Sample(Refusal(.name, .text(.control("\u{7}")))) {
      _ = try FieldRule.name("a\u{7}")
    },
    Sample(Refusal(.timeZone, "CET", .time(.unknownZone))) {
      _ = try FieldRule.timeZone(FieldRule.timeZone("CET"), isKnown: { _ in true })
    },
    Sample(Refusal(.reminderDays, .time(.notReminderDays(most: 20, furthest: 365)))) {
      _ = try FieldRule.reminderDays([366])
    },
    Sample(Refusal(.reminderDays, .time(.notReminderDays(most: 20, furthest: 365)))) {
      _ = try FieldRule.reminderDays([])
    },
    Sample(Refusal(.reminderAt, "24:00", .time(.notATimeOfDay))) {
      _ = try FieldRule.reminderAt("24:00")
    },
    Sample(Refusal(.businessID, "1234567-2", .number(.wrongCheckDigit))) {
      _ = try FieldRule.businessID("1234567-2")
    },
  ]

  private static let party = [
    Sample(Refusal(.email, "x@", .text(.notAnAddress))) { _ = try FieldRule.email("x@") },
    Sample(Refusal(.phone, "040 x", .number(.notAPhoneNumber))) {
      _ = try FieldRule.phone("040 x")
    },
    Sample(Refusal(.phone, "12", .number(.tooFewDigits(least: 3)))) {
      _ = try FieldRule.phone("12")
    },
    Sample(Refusal(.phone, .text(.tooLong(limit: 40, .characters, has: 41)))) {
      _ = try FieldRule.phone(String(repeating: "1", count: 41))
    },
    Sample(Refusal(.role, .text(.control("\u{0}")))) {
      _ = try FieldRule.role("a\u{0}b")
    },
    Sample(Refusal(.externalID, .text(.tooLong(limit: 100, .characters, has: 201)))) {
      _ = try FieldRule.rowExternalID(long)
    },
    Sample(Refusal(.path, "a/b", .place(.slashInName))) { _ = try GroupName("a/b") },
    Sample(Refusal(.path, .text(.empty))) { _ = try GroupName(" ") },
    Sample(Refusal(.group, "a//b", .place(.emptyName))) {
      _ = try GroupTree(of: CompanyID(rawValue: 1), slug: "acme", []).required(named: "a//b")
    },
    Sample(Refusal(.group, "Ei ole", .absent(.unknown))) {
      _ = try GroupTree(of: CompanyID(rawValue: 1), slug: "acme", []).required(named: "Ei ole")
    },
    Sample(Refusal(of: .record(.group, 7), .absent(.unknown))) {
      _ = try GroupTree(of: CompanyID(rawValue: 1), slug: "acme", []).required(GroupID(rawValue: 7))
    },
  ]

  private static let event = [
    Sample(Refusal(.amount, "1,5", .number(.notAnAmount(before: 15, after: 4)))) {
      _ = try Money(amount: "1,5")
    },
    Sample(Refusal(.currency, "eur", .number(.notACurrency))) {
      _ = try Money(amount: "1", currency: "eur")
    },
    Sample(Refusal(.reference, "RF18", .number(.notAReference))) {
      _ = try ReferenceNumber.checked("RF18")
    },
    Sample(Refusal(.reference, "1233", .number(.wrongCheckDigit))) {
      _ = try ReferenceNumber.checked("1233")
    },
    Sample(Refusal(.kind, "taskDone", .request(.notFromOutside))) {
      _ = try RecordedEvent(kind: .taskDone).checked()
    },
    Sample(Refusal(.text, .text(.empty))) { _ = try RecordedEvent(kind: .note).checked() },
    Sample(Refusal(.text, .text(.control("\u{7}")))) {
      _ = try FieldRule.longText("a\u{7}", .text)
    },
    Sample(Refusal(.externalID, .text(.empty))) { _ = try FieldRule.externalID(" ") },
  ]

  private static let samples = company + party + event

  @Test(arguments: samples.indices)
  func `a rule names its field and the fault`(sample: Int) {
    let sample = Self.samples[sample]
    #expect(throws: sample.refusal) { try sample.rule() }
  }

  @Test func `all faults of a record's fields are found at once`() {
    var faults = FieldFaults()
    _ = NewCustomer(name: "", businessID: "1", email: "x", phone: "y").checked(&faults)
    #expect(faults.errors.map(\.field) == [.name, .businessID, .email, .phone])
  }
}
