import Testing

@testable import Records

@Suite struct MoneyTests {
  @Test(arguments: [
    ("0", "0"), ("10.50", "10.50"), ("-3", "-3"), ("007.1", "7.1"), ("-0.00", "0.00"),
    ("999999999999999.9999", "999999999999999.9999"), ("-0.0001", "-0.0001"),
  ])
  func `an amount is kept as it is written`(text: String, kept: String) throws {
    let money = try Money(amount: text)
    #expect(money.amount == kept && money.currency == "EUR")
  }

  @Test(arguments: [
    "", "-", "+1", "1,5", "1.", ".5", "1.23456", "1234567890123456", "1e3", " 1", "1 ", "0x1", "١",
    "--1", "1.2.3", "NaN",
  ])
  func `anything else is refused, nothing is rounded`(text: String) {
    #expect(throws: Refusal.self) { try Money(amount: text) }
  }

  @Test(arguments: ["", "eur", "EURO", "E1R", "€", "EUX", "ABC", "XXX", "XTS"])
  func `a currency is three capital letters`(currency: String) {
    #expect(throws: Refusal.self) { try Money(amount: "1", currency: currency) }
  }

  @Test(arguments: ["EUR", "SEK", "NOK", "USD", "XCG", "ZWG", "FIM", "DEM"])
  func `a currency is one of ISO 4217, of older years too`(currency: String) throws {
    #expect(try Money(amount: "1", currency: currency).currency == currency)
  }
}
