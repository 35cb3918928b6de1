/// A request that can't be carried out as it was put.
package enum RequestFault: Sendable, Hashable {
  /// The cursor is of another log, or made up.
  case foreignCursor
  case belowOne
  /// So many records at once.
  case tooMany(Int, most: Int)
  /// Events of that kind are not recorded from outside.
  case notFromOutside
  /// An invoice or a payment of nothing.
  case withoutAmount
  /// A name that would be found in everything.
  case findsTooMuch(least: Int)
  case reachesTooFar([Reach], most: Int)
  /// An erasure was cut off, and another is asked for.
  case askedOtherwise

  /// A further name, and the number of texts about others that it stands in.
  package struct Reach: Sendable, Hashable {
    package let name: String
    package let texts: Int

    package init(name: String, texts: Int) {
      self.name = name
      self.texts = texts
    }
  }
}
