import Preview

/// A fact about the programs that make page images of strangers' files.
package enum PreviewFact: Sendable, Hashable {
  case programsMissing([String])
  /// They are there, and the kernel closes them in.
  case closedIn
  case open(lacking: Protections)
  /// A previewer listens at the path.
  case running(path: String)
  /// None does: the pages run one themselves.
  case ownOfPages(path: String)
}
