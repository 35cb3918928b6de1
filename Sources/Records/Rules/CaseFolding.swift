extension Unicode.Scalar {
  /// The character that stands for both of its cases: simple case folding, as Unicode's
  /// CaseFolding.txt has it (C and S), but with small letters for Cherokee too. `ς` is `σ`, and `ß`
  /// stays what it is.
  package var caseFolded: Unicode.Scalar {
    guard !isASCII else { return asciiFolded }
    // Only Turkish gives I the small letter ı, and U+0345 is a mark of the letter before it.
    guard properties.changesWhenCaseMapped, self != "ı", self != "\u{345}" else { return self }
    let upper = properties.uppercaseMapping.unicodeScalars
    let scalar = upper.count == 1 ? upper[upper.startIndex] : self
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    return lower.count == 1 ? lower[lower.startIndex] : self
  }

  private var asciiFolded: Unicode.Scalar {
    ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(value) | 0x20) : self
  }
}
