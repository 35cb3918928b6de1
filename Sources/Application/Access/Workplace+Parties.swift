import Records
import Store

/// The company's customers and contacts, as its persons see them.
extension Workplace {
  /// By name, archived ones too.
  package func customers(
    text: String?, _ page: ListPage<CustomerID>
  ) async throws -> [CustomerRow] {
    try await refusing { try await scope.customers(text: text, page: page).map(CustomerRow.init) }
  }

  /// Refuses where the company has no such customer.
  package func customer(_ id: CustomerID) async throws -> CustomerDetailsRow {
    try await refusing { try await CustomerReading(at: scope).details(of: .id(id)) }
  }

  /// Refuses where the company has no such contact.
  package func contact(_ id: ContactID) async throws -> ContactRow {
    try await refusing {
      guard let contact = try await scope.contact(id) else { throw Refusal.notFound(id) }
      return ContactRow(contact)
    }
  }

  /// By name. `role` is compared without case. Refuses where the company has no such customer.
  package func contacts(
    of customer: CustomerID? = nil, role: String? = nil, text: String? = nil,
    _ page: ListPage<ContactID>
  ) async throws -> [ContactRow] {
    try await refusing {
      try await scope.contacts(
        customer: customer.map(Reference.id), role: role, text: text, page: page
      ).map(ContactRow.init)
    }
  }
}
