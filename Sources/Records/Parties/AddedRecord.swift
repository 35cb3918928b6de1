/// A record that was just added, beside those that are like it, by which a person may see that it
/// was there already.
package struct AddedRecord<Record: Sendable, ID: OwnedIdentifier>: Sendable {
  package let record: Record
  /// Ascending.
  package let similar: [ID]

  package init(_ record: Record, similar: [ID]) {
    self.record = record
    self.similar = similar
  }
}

package typealias AddedCustomer = AddedRecord<Customer, CustomerID>
package typealias AddedContact = AddedRecord<Contact, ContactID>
