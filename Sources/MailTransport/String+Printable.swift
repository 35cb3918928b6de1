extension String {
  /// One bounded line without control, bidirectional and invisible characters.
  func printable(longest: Int) -> String {
    let scalars = unicodeScalars.prefix(longest).map { scalar -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: " "
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
