import Records

@testable import Store

extension ActingCompany {
  /// The record alone.
  func addCustomer(_ new: NewCustomer) async throws(StoreError) -> Customer {
    try await add(new).record
  }

  /// The record alone.
  func addContact(
    _ new: NewContact, to customer: CustomerID
  ) async throws(StoreError) -> Contact {
    try await add(new, to: customer).record
  }
  /// One document alone.
  func addDocument(_ new: NewDocument, blob: BlobReference) async throws -> Document {
    let added = try await addDocuments([(new, blob)])
    precondition(added.count == 1)
    return added[0]
  }
}
