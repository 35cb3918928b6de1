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

  /// The ways of persons into the company's pages, for those who have one.
  package func access(at now: Date) async throws(StoreError) -> [PersonID: PersonAccess] {
    let id = id
    return try await engine.read { transaction in
      let rows = try transaction.rows(
        """
        SELECT person.id, person.logIn IS NOT NULL AS hasJoined,
          (SELECT max(expiresAt) FROM passwordLink
           WHERE passwordLink.person = person.id AND expiresAt > \(now)) AS until
        FROM person WHERE person.company = \(id)
        """)
      return rows.reduce(into: [:]) { access, row in
        if row["hasJoined"] {
          access[row["id"]] = .joined
        } else if let until = row["until"] as Date? {
          access[row["id"]] = .invited(until: until)
        }
      }
    }
  }

  /// The person with that e-mail, without case; removed ones are not found.
  package func person(email: String) async throws(StoreError) -> Person? {
    let id = id
    return try await engine.read { try Person.find(email: email, of: id, in: $0) }
  }
}
