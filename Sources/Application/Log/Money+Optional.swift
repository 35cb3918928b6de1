import Records

extension Money {
  /// The money of an amount; nil without one. Refuses a currency alone.
  package static func optional(amount: String?, currency: String?) throws -> Money? {
    guard let amount else {
      if currency != nil { throw Refusal(.currency, .line(.currencyAlone)) }
      return nil
    }
    return try Money(amount: amount, currency: currency)
  }
}
