import Foundation
import Records

/// The people of the company.
extension CompanyScope {
  /// By name.
  package func persons(
    includingRemoved: Bool = false, page: ListPage<PersonID> = ListPage()
  ) async throws(StoreError) -> [Person] {
    let id = id
    return try await engine.read { transaction in
      try Person.list(of: id, includingRemoved: includingRemoved, page, in: transaction)
        .rows(in: transaction, Person.init(row:))
    }
  }

  /// Nil when the company has no such person; removed ones are found.
  package func person(_ person: PersonID) async throws(StoreError) -> Person? {
    let id = id
    return try await engine.read { try Person.find(person, of: id, in: $0) }
  }

  /// The person with that e-mail, without case; removed ones are not found.
  package func person(email: String) async throws(StoreError) -> Person? {
    let id = id
    return try await engine.read { try Person.find(email: email, of: id, in: $0) }
  }
}
