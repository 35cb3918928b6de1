import Records

extension CompanyScope {
  /// The names of those of the ids that are the company's, archived and removed ones too.
  package func names(
    ofCustomers customers: Set<CustomerID>, contacts: Set<ContactID>
  ) async throws(StoreError) -> PartyNames {
    let id = id
    return try await engine.read { transaction in
      var names = PartyNames()
      names.customers = try CustomerID.names(customers, of: id, in: transaction)
      names.contacts = try ContactID.names(contacts, of: id, in: transaction)
      return names
    }
  }
}

extension PartyIdentifier {
  fileprivate static func names(
    _ ids: Set<Self>, of company: CompanyID, in transaction: Transaction
  ) throws -> [Self: String] {
    var names: [Self: String] = [:]
    for id in ids {
      names[id] = try transaction.value(
        "SELECT name FROM \(raw: table) WHERE id = \(id) AND company = \(company)")
    }
    return names
  }
}
