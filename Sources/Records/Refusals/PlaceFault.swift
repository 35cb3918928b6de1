/// A record that can't be where it was put.
package enum PlaceFault: Sendable, Hashable {
  case contactOfAnother(CustomerID, not: CustomerID)
  /// A contact can't move to another customer.
  case contactStays(at: CustomerID)
  case slashInName
  case emptyName
  case tooDeep(most: Int)
  case groupInItself
  /// The group of that path is inside the group that was to be put below it.
  case groupBelow(path: String)
}
