/// A row that no record can be added or changed by, or a file that can't be imported.
package enum ImportFault: Sendable, Hashable {
  /// The file was changed while it was imported.
  case changedMeanwhile
  /// A row without a name can only update, and no record has its external id.
  case updatesNone(RecordKind)
  /// A row without a name has no external id either.
  case namesNone(RecordKind)
  case withoutCustomer
  /// The row's id and its external id are of two customers.
  case twoCustomers
  case twoContacts
}
