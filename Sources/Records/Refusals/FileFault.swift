/// A file that a row names, and that can't be taken.
package enum FileFault: Sendable, Hashable {
  case missing
  /// A path that isn't one below the folder.
  case outside
  /// A link on the path, or at its end.
  case isLink
  /// A folder, a device or the like.
  case isNoFile
}
