import CIDN2

/// Labels of domains beyond ASCII, by libidn2: IDNA 2008 with UTS 46, where ß and ς are letters of
/// their own (nontransitional).
enum IDN {
  /// The A-label. An A-label is checked: it must be what its own U-label gives.
  static func ascii(label: String) -> String? {
    convert(label) { input, output in
      idn2_to_ascii_8z(
        input, &output, Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue))
    }
  }

  /// The U-label of an A-label.
  static func unicode(label: String) -> String? {
    convert(label) { input, output in
      idn2_to_unicode_8z8z(input, &output, Int32(IDN2_NONTRANSITIONAL.rawValue))
    }
  }

  private static func convert(
    _ label: String,
    _ call: (UnsafePointer<CChar>, inout UnsafeMutablePointer<CChar>?) -> Int32
  ) -> String? {
    // libidn2 would read to the NUL only.
    guard !label.utf8.contains(0) else { return nil }
    var output: UnsafeMutablePointer<CChar>?
    let code = label.withCString { call($0, &output) }
    defer { idn2_free(output) }
    guard code == IDN2_OK.rawValue, let output else { return nil }
    return String(validatingCString: output)
  }
}
