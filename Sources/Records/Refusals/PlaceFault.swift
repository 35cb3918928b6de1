/// A record that can't be where it was put.
package enum PlaceFault: Sendable, Hashable {
  case contactOfAnother(CustomerID, not: CustomerID)
  case contactStays(at: CustomerID)
  case slashInName
  case emptyName
  case tooDeep(most: Int)
  case groupInItself
  /// The group of that path is below the one that was to go there.
  case groupBelow(path: String)
}
