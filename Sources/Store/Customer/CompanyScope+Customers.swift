import Records

/// The company's customers.
extension CompanyScope {
  /// By name, archived ones too. `text`: its words must all occur in name, business id, e-mail or
  /// phone, spread over them as they like.
  package func customers(
    text: String? = nil, page: ListPage<CustomerID> = ListPage()
  ) async throws(StoreError) -> [Customer] {
    let id = id
    let words = TextWords(text ?? "")
    return try await engine.read { transaction in
      try Customer.list(of: id, page, in: transaction).rows(
        in: transaction, where: { Customer(row: $0).holds(words) }, Customer.init(row:))
    }
  }

  /// Nil when the company has no such customer.
  package func customer(_ customer: CustomerID) async throws(StoreError) -> Customer? {
    let id = id
    return try await engine.read { try Customer.find(customer, of: id, in: $0) }
  }
}
