import Foundation
import Records

/// Contacts from a file.
extension ActingCompany {
  /// Adds and updates contacts with their log entries: all rows, or none when anything is wrong
  /// with one of them. A row whose external id is known changes the fields that it sets, never the
  /// customer. The external id of a removed contact is not known any more: its row adds a new
  /// contact. Rows are written in batches, see `ImportRun`. Given again before `deliver` has
  /// returned, the rows give the same outcome and change nothing.
  @discardableResult
  package func importContacts(
    _ batch: ImportBatch<ImportedContact>, _ manner: ImportManner = ImportManner(),
    deliver: Delivery<ImportOutcome> = { _ in }
  ) async throws -> ImportOutcome {
    try await importRecords(
      batch, .contacts, manner, deliver: deliver, step: Contact.step
    ) { step, change in
      switch step {
      case .add(let new):
        _ = try Contact.add(new.contact, to: new.customer, change)
        return .added
      case .edit(let old, let new):
        return try old.replace(with: new, change) ? .updated : .unchanged
      }
    }
  }
}

private struct ContactToAdd {
  let contact: NewContact
  let customer: Customer
}

extension Contact {
  @Sendable fileprivate static func step(
    _ row: ImportedContact, externalID: String?, _ change: RecordedChange,
    _ faults: inout FieldFaults
  ) throws -> RowStep<ContactToAdd, Contact>? {
    let customer = try row.customer(change, &faults)
    if let externalID,
      let old = try find(externalID: externalID, of: change.company, in: change.transaction)
    {
      if let customer, customer != old.customer {
        faults.note(
          Refusal(of: .record(old.id), .customer, .place(.contactStays(at: old.customer))))
      }
      return .edit(old, into: old.edited(row.change, &faults))
    }
    guard case .set = row.change[.name] else {
      faults.note(.withoutName(adding: .contact, externalID: externalID))
      return nil
    }
    let new = NewContact(row.change.texts, externalID: externalID).checked(&faults)
    if row.namesNobody {
      faults.note(Refusal(.customer, .importing(.withoutCustomer)))
    }
    return try customer.map {
      let customer = try Customer.required($0, of: change.company, in: change.transaction)
      return .add(ContactToAdd(contact: new, customer: customer))
    }
  }
}
