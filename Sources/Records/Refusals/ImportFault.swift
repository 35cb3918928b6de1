/// A row of an import that no record can be made or changed by.
package enum ImportFault: Sendable, Hashable {
  case changedMeanwhile
  /// Without a column for names a row can only update; the record that it names is not there.
  case updatesNone(RecordKind)
  /// The same, and it names none.
  case namesNone(RecordKind)
  case withoutCustomer
  case twoCustomers
}
