import Records
import Store

/// Erases the personal data of a contact or a person of a company: out of the records and the log,
/// and out of what that left in the store's files.
package struct PersonalErasure: Sendable {
  /// The outcome of an erasure.
  package struct Outcome: Sendable {
    package let row: ErasureRow
    /// For each further name the texts about others that it was found in.
    package let reached: [String: Int]
    /// The places where data is left.
    package let remains: ErasureRemains
    /// The data that is left in the store's files; nil where nothing was erased.
    package let traces: RemainingTraces?
  }

  private typealias Erase =
    @Sendable (ErasureRequest, Delivery<ErasureReport>) async throws -> ErasureReport

  private let store: Store
  private let company: ActingCompany
  private let erase: Erase
  private let row: @Sendable (ErasureReport, String, RemainingTraces?) -> ErasureRow

  package init(of contact: ContactID, at company: ActingCompany, in store: Store) {
    self.init(of: contact, company, store) {
      try await company.eraseContact(contact, $0, deliver: $1)
    }
  }

  package init(of person: PersonID, at company: ActingCompany, in store: Store) {
    self.init(of: person, company, store) {
      try await company.erasePerson(person, $0, deliver: $1)
    }
  }

  private init(
    of id: some OwnedIdentifier, _ company: ActingCompany, _ store: Store, _ erase: @escaping Erase
  ) {
    self.store = store
    self.company = company
    self.erase = erase
    row = { ErasureRow($0, of: id, company: $1, $2) }
  }

  /// Counts the data that would go.
  package func look(_ request: ErasureRequest) async throws -> ErasureReport {
    var look = request
    look.dryRun = true
    return try await erase(look) { _ in }
  }

  /// Erases, unless the request is a dry run. The outcome is known until `deliver` has returned.
  package func run(_ request: ErasureRequest, deliver: Delivery<Outcome>) async throws {
    let slug = try await company.scope.company().slug
    _ = try await erase(request) { report in
      let traces = request.dryRun ? nil : try await store.removeTraces()
      try await deliver(
        Outcome(
          row: row(report, slug, traces), reached: report.reached, remains: report.remains,
          traces: traces))
    }
  }
}
