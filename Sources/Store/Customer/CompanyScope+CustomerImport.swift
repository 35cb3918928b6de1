import Foundation
import GRDB

/// Customers from a file.
extension CompanyScope {
  /// Adds and updates customers in one transaction with their log entries: all rows, or none when
  /// anything is wrong with one of them. A row whose external id is known changes the fields that
  /// it sets; an archived customer stays archived.
  package func importCustomers(
    _ batch: ImportBatch<CustomerChange>, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> ImportOutcome {
    let id = id
    return try await database.write { database in
      let change = try RecordedChange(of: id, by: actor, at: now, in: database)
      var plan = ImportPlan<NewCustomer, Customer>(faults: batch.faults)
      for row in batch.rows {
        try plan.take(row) { externalID, faults in
          try Customer.step(row.fields, externalID: externalID, change, &faults)
        }
      }
      return try plan.carriedOut(
        add: { _ = try Customer.add($0, change) },
        edit: { try $0.replace(with: $1, change) })
    }
  }
}

extension Customer {
  fileprivate static func step(
    _ fields: CustomerChange, externalID: String?, _ change: RecordedChange,
    _ faults: inout FieldFaults
  ) throws -> ImportPlan<NewCustomer, Customer>.Step? {
    if let externalID,
      let old = try find(externalID: externalID, of: change.company, in: change.database)
    {
      return .edit(old, into: old.edited(fields, &faults))
    }
    guard case .set(let name) = fields.name else {
      faults.note(.withoutName(adding: CustomerID.noun, externalID: externalID))
      return nil
    }
    let new = NewCustomer(
      name: name, businessID: fields.businessID.applied(to: nil),
      email: fields.email.applied(to: nil), phone: fields.phone.applied(to: nil),
      externalID: externalID)
    return .add(new.checked(&faults))
  }
}

extension StoreError {
  /// A file without a column for names can only update.
  static func withoutName(adding noun: String, externalID: String?) -> StoreError {
    let suggestion = "give the file the column name to add one"
    guard let externalID else {
      return .refused("externalID", "it is empty, so the row is of no \(noun)", suggestion)
    }
    return .refused("externalID \(externalID)", "no \(noun) has it", suggestion)
  }
}
