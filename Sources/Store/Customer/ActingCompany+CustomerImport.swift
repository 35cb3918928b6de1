import Foundation
import Records

/// Customers from a file.
extension ActingCompany {
  /// Adds and updates customers with their log entries: all rows, or none when anything is wrong
  /// with one of them. A row whose external id is known changes the fields that it sets; an
  /// archived customer stays archived. Rows are written in batches, see `ImportRun`. Given again
  /// before `deliver` has returned, the rows give the same outcome and change nothing.
  @discardableResult
  package func importCustomers(
    _ batch: ImportBatch<CustomerChange>, _ manner: ImportManner = ImportManner(),
    deliver: Delivery<ImportOutcome> = { _ in }
  ) async throws -> ImportOutcome {
    try await importRecords(
      batch, .customers, manner, deliver: deliver, step: Customer.step
    ) { step, change in
      switch step {
      case .add(let new):
        _ = try Customer.add(new, change)
        return .added
      case .edit(let old, let new):
        return try old.replace(with: new, change) ? .updated : .unchanged
      }
    }
  }
}

extension Customer {
  @Sendable fileprivate static func step(
    _ fields: CustomerChange, externalID: String?, _ change: RecordedChange,
    _ faults: inout FieldFaults
  ) throws -> RowStep<NewCustomer, Customer>? {
    if let externalID,
      let old = try find(externalID: externalID, of: change.company, in: change.transaction)
    {
      return .edit(old, into: old.edited(fields, &faults))
    }
    guard case .set = fields[.name] else {
      faults.note(.withoutName(adding: .customer, externalID: externalID))
      return nil
    }
    return .add(NewCustomer(fields.texts, externalID: externalID).checked(&faults))
  }
}

extension Refusal {
  /// A file without a column for names can only update.
  static func withoutName(adding kind: RecordKind, externalID: String?) -> Refusal {
    guard let externalID else { return Refusal(.externalID, .importing(.namesNone(kind))) }
    return Refusal(.externalID, externalID, .importing(.updatesNone(kind)))
  }
}
