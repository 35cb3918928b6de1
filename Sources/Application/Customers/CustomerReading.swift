import Records
import Store

/// Reads a customer with all that people see of it at once.
package struct CustomerReading: Sendable {
  /// Entries of the log.
  private static let latest = 10

  private let scope: CompanyScope

  package init(at scope: CompanyScope) { self.scope = scope }

  /// Refuses where the company has no such customer. One that was merged is shown as it stands.
  package func details(of reference: Reference<CustomerID>) async throws -> CustomerDetailsRow {
    guard let customer = try await scope.customer(reference) else {
      throw reference.notFound(nil)
    }
    var request = LogSearching.Request(limit: Self.latest)
    request.customer = .id(customer.id)
    return CustomerDetailsRow(
      customer, try await scope.counts(of: customer.id),
      latest: try await LogSearching(at: scope).page(request).entries)
  }
}
