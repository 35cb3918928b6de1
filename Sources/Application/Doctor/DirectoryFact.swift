import Platform

/// A fact about the store's directory, and about the disk that it is on.
package enum DirectoryFact: Sendable, Hashable {
  case missing(path: String)
  /// The directory is another user's than the one who asks.
  case foreign(FileState)
  /// A path that is not minicrm's.
  case stranger(path: String)
  case moreStrangers(Int)
  /// Bytes that are left.
  case room(bytes: Int64)
  case littleRoom(bytes: Int64)
}
