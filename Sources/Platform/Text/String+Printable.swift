extension String {
  /// Somebody else's text as one line that can't break out of its place: control, format (so
  /// bidirectional and invisible) characters and line ends are replaced. `longest` is in Unicode
  /// scalars, what is beyond goes.
  package func printable(
    longest: Int = .max, replacing replacement: Unicode.Scalar = " "
  ) -> String {
    let scalars = unicodeScalars.prefix(longest).map { $0.isPrintable ? $0 : replacement }
    return String(String.UnicodeScalarView(scalars))
  }

  package var isPrintable: Bool { unicodeScalars.allSatisfy(\.isPrintable) }
}

extension Unicode.Scalar {
  /// The scalar shows where it stands, and neither ends the line nor moves other text.
  package var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
    default: true
    }
  }
}
