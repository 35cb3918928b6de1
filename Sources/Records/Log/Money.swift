/// An exact amount with its currency. Nothing is ever rounded, so the amount stays text.
package struct Money: Sendable, Hashable {
  /// A decimal with a point: at most 15 digits before it and 4 after, `-` for a refund.
  package let amount: String
  /// Three capital letters, see `Currencies`.
  package let currency: String

  package static let euro = "EUR"

  /// The amount as it was written, but for zeros in front. Euros unless `currency` says otherwise.
  package init(amount: String, currency: String? = nil) throws(Refusal) {
    let (before, after) = (15, 4)
    var form = WrittenForm(amount)
    let isNegative = form.hasSign("-")
    let digits = form.digits(1...before)
    let decimals = form.hasSign(".") ? form.digits(1...after) : ""
    guard let digits, let decimals, form.isAtEnd else {
      throw Refusal(.amount, amount, .number(.notAnAmount(before: before, after: after)))
    }
    let currency = currency ?? Money.euro
    guard Currencies.contains(currency) else {
      throw Refusal(.currency, currency, .number(.notACurrency))
    }
    let whole = digits.drop { $0 == "0" }
    let isZero = whole.isEmpty && decimals.allSatisfy { $0 == "0" }
    let sign = isNegative && !isZero ? "-" : ""
    let fraction = decimals.isEmpty ? "" : ".\(decimals)"
    self.amount = "\(sign)\(whole.isEmpty ? "0" : whole)\(fraction)"
    self.currency = currency
  }

  /// As it stands in the columns of one row.
  package init?(storedAmount: String?, currency: String?) {
    guard let storedAmount, let currency else { return nil }
    amount = storedAmount
    self.currency = currency
  }
}
