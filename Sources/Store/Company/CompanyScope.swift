import Foundation
import Platform
import Records

/// Everything of one company. There is no way from here to another company's data: an id of
/// another company does not exist in this scope.
package struct CompanyScope: Sendable {
  package let id: CompanyID
  let engine: any Engine
  let blobs: BlobStore
  /// The installation's defaults, which hold where a company has none of its own.
  package let reminders: ReminderDefaults

  /// The company's customer log.
  package var log: CustomerLog { CustomerLog(company: id, engine: engine) }

  package func company() async throws(StoreError) -> Company {
    let id = id
    return try await engine.read { try Company.required(id, in: $0) }
  }

  static func refuseTaken(slug: String, by id: CompanyID?, in transaction: Transaction) throws {
    if let other = try Company.find(slug: slug, in: transaction), other.id != id {
      throw Refusal(.slug, slug, .taken(.byAnotherCompany))
    }
  }
}
