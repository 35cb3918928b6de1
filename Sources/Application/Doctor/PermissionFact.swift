import Platform

/// A fact about who may do what in the store's directory.
package enum PermissionFact: Sendable, Hashable {
  /// A path is a link, and no link is followed there.
  case link(FileState)
  /// Others have access.
  case open(FileState)
  /// A file belongs to another user than the directory.
  case mixedOwners(FileState, directory: FileState)
  /// The owner has no access.
  case closed(FileState)
  /// The directory belongs to its owner, and to nobody else.
  case own(FileState)
}
