import Foundation
import Records

/// The company's customers.
extension CompanyScope {
  package func addCustomer(
    _ new: NewCustomer, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Customer {
    let id = id
    let checked = try StoreError.refusing(FieldFaults.none { new.checked(&$0) })
    return try await engine.write { transaction in
      try Customer.refuseTaken(externalID: checked.externalID, of: id, in: transaction)
      return try Customer.add(
        checked, RecordedChange(of: id, by: actor, at: now, in: transaction))
    }
  }

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

  /// An edit that changes nothing is not logged.
  package func editCustomer(
    _ customer: CustomerID, _ change: CustomerChange, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Customer {
    let id = id
    return try await engine.write { transaction in
      let old = try Customer.required(customer, of: id, in: transaction)
      let edited = try FieldFaults.none { old.edited(change, &$0) }
      try old.replace(with: edited, RecordedChange(of: id, by: actor, at: now, in: transaction))
      return edited
    }
  }

  /// Puts a customer away; once archived, this changes and logs nothing.
  package func archiveCustomer(
    _ customer: CustomerID, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> Customer {
    let id = id
    return try await engine.write { transaction in
      let old = try Customer.required(customer, of: id, in: transaction)
      guard !old.archived else { return old }
      try transaction.run(
        "UPDATE customer SET archived = 1 WHERE id = \(customer) AND company = \(id)")
      let change = try RecordedChange(of: id, by: actor, at: now, in: transaction)
      let text = change.voice.customerArchived(old)
      try change.log(.customerArchived, Party(customer: customer), text)
      return try Customer.required(customer, of: id, in: transaction)
    }
  }
}
