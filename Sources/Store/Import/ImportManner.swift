/// The manner in which a file is imported.
package struct ImportManner: Sendable, Hashable {
  /// Begins at the first row, and forgets where imports of that kind at the company were cut off.
  package var isAnew: Bool
  /// Only says what would be done.
  package var isDry: Bool

  package init(anew isAnew: Bool = false, dry isDry: Bool = false) {
    (self.isAnew, self.isDry) = (isAnew, isDry)
  }
}
