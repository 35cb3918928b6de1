import Records
import Store

/// Changes of customers and contacts.
extension ActingPerson {
  package func add(_ new: NewCustomer) async throws -> AddedCustomer {
    try Refusals.check { _ = new.checked(&$0) }
    return try await refusing { try await company.add(new) }
  }

  package func editCustomer(_ id: CustomerID, _ edit: CustomerChange) async throws {
    let old = try await workplace.customer(id).customer.customer
    try Refusals.check { _ = old.edited(edit, &$0) }
    _ = try await refusing { try await company.editCustomer(id, edit) }
  }

  package func archiveCustomer(_ id: CustomerID) async throws {
    _ = try await refusing { try await company.archiveCustomer(id) }
  }

  package func restoreCustomer(_ id: CustomerID) async throws {
    _ = try await refusing { try await company.restoreCustomer(id) }
  }

  /// Gives the customer that stays.
  package func mergeCustomer(
    _ old: CustomerID, into new: Reference<CustomerID>
  ) async throws -> CustomerID {
    try await refusing { try await company.mergeCustomer(old, into: new).id }
  }

  package func add(
    _ new: NewContact, to customer: Reference<CustomerID>
  ) async throws -> AddedContact {
    try Refusals.check { _ = new.checked(&$0) }
    return try await refusing { try await company.add(new, to: customer) }
  }

  /// With `customer` the contact goes there, and its documents and tasks with it.
  package func editContact(
    _ id: ContactID, _ edit: ContactChange, to customer: Reference<CustomerID>? = nil
  ) async throws {
    let old = try await workplace.contact(id).contact
    try Refusals.check { _ = old.edited(edit, &$0) }
    _ = try await refusing { try await company.editContact(id, edit, to: customer) }
  }

  package func removeContact(_ id: ContactID) async throws {
    _ = try await refusing { try await company.removeContact(id) }
  }

  package func restoreContact(_ id: ContactID) async throws {
    _ = try await refusing { try await company.restoreContact(id) }
  }

  /// Gives the contact that stays.
  package func mergeContact(
    _ old: ContactID, into new: Reference<ContactID>
  ) async throws -> ContactID {
    try await refusing { try await company.mergeContact(old, into: new).id }
  }
}
