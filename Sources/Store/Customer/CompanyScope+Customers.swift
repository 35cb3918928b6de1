import Records

/// The company's customers.
extension CompanyScope {
  /// By name, archived ones too. `text`: its words must all occur in the customer's texts, spread
  /// over them as they like.
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

  /// The customer as it stands, one that was merged too. Nil when the company has none of that id;
  /// throws not found for another name.
  package func customer(
    _ customer: some Referring<CustomerID>
  ) async throws(StoreError) -> Customer? {
    let (id, reference) = (id, customer.reference)
    return try await engine.read { transaction in
      try Customer.find(
        reference.named(of: id, in: transaction), of: id, in: transaction)
    }
  }

  /// The numbers of what hangs on a customer.
  package func counts(of customer: CustomerID) async throws(StoreError) -> CustomerCounts {
    let id = id
    return try await engine.read { transaction in
      func count(_ rows: SQL) throws -> Int {
        try transaction.value(
          "SELECT count(*) FROM \(rows) AND company = \(id)", as: Int.self) ?? 0
      }
      return CustomerCounts(
        contacts: try count("contact WHERE customer = \(customer) AND removed = 0"),
        documents: try count("document WHERE customer = \(customer)"),
        tasks: try count("task WHERE customer = \(customer)"))
    }
  }
}
