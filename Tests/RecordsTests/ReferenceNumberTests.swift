import Testing

@testable import Records

@Suite struct ReferenceNumberTests {
  @Test(arguments: [
    ("1232", "1232"), ("1 232", "1232"), ("0000 1232", "1232"), ("1009", "1009"),
    ("12345672", "12345672"), ("12345 67890 12345 67894", "12345678901234567894"),
    ("RF18 5390 0754 7034", "RF18539007547034"), ("rf471234567890", "RF471234567890"),
    ("RF45G72UUR", "RF45G72UUR"),
  ])
  func `a right reference is written the one way`(text: String, written: String) throws {
    #expect(try ReferenceNumber.checked(text) == written)
  }

  @Test(arguments: [
    "", "123", "1233", "0000", "123456789012345678901", "12a2", "RF19539007547034", "RF18", "RF",
    "RFXX539007547034", "-1232", "1232\n", "١٢٣٢",
  ])
  func `a wrong reference is refused with what is wrong`(text: String) {
    let error = #expect(throws: Refusal.self) { try ReferenceNumber.checked(text) }
    #expect(error?.field == .reference && error?.given == text)
  }
}
