/// A record that can't be where it was put.
package enum PlaceFault: Sendable, Hashable {
  case contactOfAnother(CustomerID, not: CustomerID)
  /// An import can't move a contact to another customer.
  case contactStays(at: CustomerID)
  /// Only contacts of one customer are merged.
  case contactsOfTwo(CustomerID, CustomerID)
  case slashInName
  case emptyName
  case tooDeep(most: Int)
  case groupInItself
  /// The group of that path is inside the group that was to be put below it.
  case groupBelow(path: String)
}
