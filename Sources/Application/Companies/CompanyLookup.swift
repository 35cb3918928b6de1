import Foundation
import Records
import Store

extension Store {
  /// The company of a slug; refuses where there is none.
  package func company(named slug: String) async throws -> CompanyScope {
    guard let scope = try await company(slug: slug) else {
      throw Refusal(of: .company(slug: slug), .absent(.unknown))
    }
    return scope
  }

  /// The company of a slug; nil without one.
  package func company(ifNamed slug: String?) async throws -> CompanyScope? {
    guard let slug else { return nil }
    return try await company(named: slug)
  }

  /// The company that has a record: of any company, or of the one of that slug, where an id of
  /// another company does not exist.
  package func owner(of id: some OwnedIdentifier, named slug: String?) async throws -> CompanyScope
  {
    guard let owner = try await owner(of: id) else { throw Refusal.notFound(id) }
    if let slug, try await company(named: slug).id != owner.id { throw Refusal.notFound(id) }
    return owner
  }

  /// The company that has a record, where it is named by its id, or the company is named. Nil for
  /// another name without one: only within a company it means a record.
  package func owner<ID>(
    of reference: Reference<ID>, named slug: String?
  ) async throws -> CompanyScope? {
    if let id = reference.id { return try await owner(of: id, named: slug) }
    return try await company(ifNamed: slug)
  }
}

extension CompanyScope {
  /// The company with the person of that address at work, or with the operator where no address is
  /// given.
  package func acting(as email: String?, now: Date) async throws -> ActingCompany {
    acting(as: try await actor(email), at: now)
  }

  /// The company's person of that address; the operator where no address is given.
  package func actor(_ email: String?) async throws -> Actor {
    guard let email else { return .operator }
    guard let person = try await person(email: email) else {
      throw Refusal(of: .actor, nil, given: email, .absent(.nobodyHasAddress))
    }
    return .person(person.id)
  }
}
