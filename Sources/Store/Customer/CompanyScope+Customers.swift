import Records

/// The company's customers.
extension CompanyScope {
  /// By name, archived ones too. `text`: its words must all occur in name, business id, e-mail or
  /// phone, spread over them as they like.
  package func customers(text: String? = nil) async throws(StoreError) -> [Customer] {
    let id = id
    let words = TextWords(text ?? "")
    return try await engine.read { transaction in
      var found: [Customer] = []
      try transaction.forEach("SELECT * FROM customer WHERE company = \(id) ORDER BY name, id") {
        let customer = Customer(row: $0)
        if customer.holds(words) { found.append(customer) }
      }
      return found
    }
  }

  /// Nil when the company has no such customer.
  package func customer(_ customer: CustomerID) async throws(StoreError) -> Customer? {
    let id = id
    return try await engine.read { try Customer.find(customer, of: id, in: $0) }
  }
}
