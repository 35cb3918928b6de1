import Foundation
import Platform
import Records

/// The operator's verbs on companies.
extension Store {
  /// Adds a company, with a new secret address.
  package func addCompany(_ new: NewCompany) async throws(StoreError) -> Company {
    let new = try StoreError.refusing(new.checked(knowsZone: ZoneDirectory.system.knows))
    return try await engine.write { transaction in
      try CompanyScope.refuseTaken(slug: new.slug, by: nil, in: transaction)
      try transaction.run(
        """
        INSERT INTO company
          (slug, name, businessID, language, timeZone, token, reminderDays, reminderAt)
        VALUES (\(new.slug), \(new.name), \(new.businessID), \(new.language), \(new.timeZone),
          \(AddressSecret.random()), \(StoredDays.encoded(new.reminderDays)), \(new.reminderAt))
        """)
      return try Company.required(
        transaction.inserted(CompanyID.self), in: transaction)
    }
  }

  /// Every company, by slug.
  package func companies(
    page: ListPage<CompanyID> = ListPage()
  ) async throws(StoreError) -> [Company] {
    try await engine.read { transaction in
      try Company.list(page, in: transaction).rows(in: transaction, Company.init(row:))
    }
  }

  /// The data of the company with that slug; nil when there is none.
  package func company(slug: String) async throws(StoreError) -> CompanyScope? {
    let found = try await engine.read { try Company.find(slug: slug, in: $0)?.id }
    return found.map(company(_:))
  }

  /// The scope that something belongs to, for an operator who gives its id alone; nil when there
  /// is no such row.
  package func owner<ID: OwnedIdentifier>(of id: ID) async throws(StoreError) -> CompanyScope? {
    let found = try await engine.read { transaction in
      try transaction.value(
        "SELECT company FROM \(raw: ID.table) WHERE id = \(id.rawValue)", as: CompanyID.self)
    }
    return found.map { company($0) }
  }
}
