import Records

extension Party {
  /// Whom a caller names by ids: a contact brings its customer with it. Refused when the contact is
  /// another customer's; ids of another company, and removed contacts, do not exist.
  static func resolved(
    customer: CustomerID?, contact: ContactID?, of company: CompanyID, in transaction: Transaction
  ) throws -> Party {
    try customer?.require(of: company, in: transaction)
    guard let contact else { return customer.map(Party.init(customer:)) ?? Party() }
    let owner = try transaction.value(
      """
      SELECT customer FROM contact WHERE id = \(contact) AND company = \(company) AND removed = 0
      """, as: CustomerID.self)
    guard let owner else {
      throw Refusal.notFound(contact, .contact)
    }
    if let customer, customer != owner {
      throw Refusal(
        of: .record(contact), .contact, .place(.contactOfAnother(owner, not: customer)))
    }
    return Party(customer: owner, contact: contact)
  }
}
