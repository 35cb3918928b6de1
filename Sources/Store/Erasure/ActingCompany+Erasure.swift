import Foundation
import Records

/// Erasing people's data for good.
extension ActingCompany {
  /// Erases the data of a contact, who is removed if it wasn't yet, and records that without the
  /// data. Erasing again finds what has come since, goes on where an erasure was cut off, and
  /// changes nothing where there is nothing; before `deliver` has returned, what the first one did
  /// counts with that. See `ErasureRun`; `Store.removeTraces` belongs after it.
  @discardableResult
  package func eraseContact(
    _ contact: ContactID, _ request: ErasureRequest = ErasureRequest(),
    deliver: Delivery<ErasureReport> = { _ in }
  ) async throws -> ErasureReport {
    let id = id
    return try await run(request, deliver) { transaction, also in
      try ErasureTarget.contact(contact, of: id, also: also, in: transaction)
    }
  }

  /// The same for somebody who works, or worked, at the company; their reminders are cancelled.
  @discardableResult
  package func erasePerson(
    _ person: PersonID, _ request: ErasureRequest = ErasureRequest(),
    deliver: Delivery<ErasureReport> = { _ in }
  ) async throws -> ErasureReport {
    let id = id
    return try await run(request, deliver) { transaction, also in
      try ErasureTarget.person(person, of: id, also: also, in: transaction)
    }
  }

  private func run(
    _ request: ErasureRequest, _ deliver: Delivery<ErasureReport>,
    _ target: @escaping @Sendable (Transaction, [String]) throws -> ErasureTarget
  ) async throws -> ErasureReport {
    try await ErasureRun(
      company: id, engine: scope.engine, reminders: scope.reminders, request: request,
      actor: actor, now: now, target: target
    ).run(deliver)
  }
}
