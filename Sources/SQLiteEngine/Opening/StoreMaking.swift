/// The permission to make a store where there is none.
package enum StoreMaking: Sendable {
  /// Who looks for something would find nothing wrong with a new store in the wrong place.
  case never
  /// In a directory that is empty, or not there yet.
  case ifEmpty
}
