import Records
import Testing

@Suite struct WrittenFormTests {
  @Test func `what is there is taken from the beginning, and nothing where it is something else`() {
    var form = WrittenForm("12.3456-Ä")
    #expect(form.sign(".") == nil && form.digits(3...4) == nil)
    #expect(form.digits(1...9) == "12" && form.hasSign(",.") && form.number(2...3) == 345)
    #expect(form.take(1...9) { $0 == UInt8(ascii: "6") } == "6")
    #expect(form.sign("+-") == "-" && !form.isAtEnd)
    var digits = WrittenForm("7")
    #expect(digits.number(1...1) == 7 && digits.isAtEnd && digits.digits(1...1) == nil)
  }

  @Test(arguments: ["1\u{301}.1.2026", "١.١.٢٠٢٦", "1.1.20266", "111.1.2026", "1.1.2026 "])
  func `digits are ASCII's, and the form is all of the text`(text: String) {
    #expect(CivilDate(written: text) == nil)
  }
}
