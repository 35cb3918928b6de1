extension String {
  /// A value for a field that an empty one clears.
  package var orCleared: String? { isEmpty ? nil : self }
}
