import Foundation
import GRDB

/// Contacts from a file.
extension CompanyScope {
  /// Adds and updates contacts in one transaction with their log entries: all rows, or none when
  /// anything is wrong with one of them. A row whose external id is known changes the fields that
  /// it sets, never the customer. The external id of a removed contact is not known any more: its
  /// row adds a new contact.
  package func importContacts(
    _ batch: ImportBatch<ImportedContact>, by actor: PersonID? = nil, now: Date
  ) async throws(StoreError) -> ImportOutcome {
    let id = id
    return try await database.write { database in
      let change = try RecordedChange(of: id, by: actor, at: now, in: database)
      var plan = ImportPlan<ContactToAdd, Contact>(faults: batch.faults)
      for row in batch.rows {
        try plan.take(row) { externalID, faults in
          try Contact.step(row.fields, externalID: externalID, change, &faults)
        }
      }
      return try plan.carriedOut(
        add: { _ = try Contact.add($0.contact, to: $0.customer, change) },
        edit: { try $0.replace(with: $1, change) })
    }
  }
}

private struct ContactToAdd {
  let contact: NewContact
  let customer: CustomerID
}

extension Contact {
  fileprivate static func step(
    _ row: ImportedContact, externalID: String?, _ change: RecordedChange,
    _ faults: inout FieldFaults
  ) throws -> ImportPlan<ContactToAdd, Contact>.Step? {
    let customer = try row.customer(change, &faults)
    if let externalID,
      let old = try find(externalID: externalID, of: change.company, in: change.database)
    {
      if let customer, customer != old.customer {
        faults.note(
          .refused(
            old.id.subject, "it is a contact of customer \(old.customer.rawValue)",
            "a contact can't move: remove it and import it anew"))
      }
      return .edit(old, into: old.edited(row.change, &faults))
    }
    guard case .set(let name) = row.change.name else {
      faults.note(.withoutName(adding: ContactID.noun, externalID: externalID))
      return nil
    }
    let new = NewContact(
      name: name, role: row.change.role.applied(to: nil), email: row.change.email.applied(to: nil),
      phone: row.change.phone.applied(to: nil), externalID: externalID
    ).checked(&faults)
    if row.namesNobody {
      faults.note(.refused("customer", "it is empty", "give its id or its externalID"))
    }
    return customer.map { .add(ContactToAdd(contact: new, customer: $0)) }
  }
}
