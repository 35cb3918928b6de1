import Records

extension Party {
  /// Whom a caller names: a contact brings its customer with it, and of several contacts of one
  /// name the customer's is meant. Refused when the contact is another customer's; what another
  /// company has, and removed contacts, do not exist.
  static func resolved(
    customer: Reference<CustomerID>?, contact: Reference<ContactID>?, of company: CompanyID,
    in transaction: Transaction
  ) throws -> Party {
    let customer = try customer?.resolved(of: company, in: transaction)
    guard let contact else { return customer.map(Party.init(customer:)) ?? Party() }
    let id = try contact.resolved(of: company, in: transaction) { ids in
      try customer.map { try ids.of($0, of: company, in: transaction) } ?? ids
    }
    let owner = try transaction.value(
      "SELECT customer FROM contact WHERE id = \(id) AND company = \(company) AND removed = 0",
      as: CustomerID.self)
    guard let owner else { throw Refusal.notFound(id, .contact) }
    if let customer, customer != owner {
      throw Refusal(of: .record(id), .contact, .place(.contactOfAnother(owner, not: customer)))
    }
    return Party(customer: owner, contact: id)
  }
}

extension [ContactID] {
  /// The contacts of one customer among them.
  fileprivate func of(
    _ customer: CustomerID, of company: CompanyID, in transaction: Transaction
  ) throws -> [ContactID] {
    try transaction.values(
      """
      SELECT id FROM contact
      WHERE id IN \(oneOf: self) AND company = \(company) AND customer = \(customer)
      """)
  }
}
