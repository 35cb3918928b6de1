import Platform

/// `Content-Disposition: attachment` with a name that anybody may have chosen (RFC 6266, RFC 8187).
enum AttachmentName {
  static func disposition(_ name: String) -> String {
    let name = cleaned(name)
    let plain = String(
      name.unicodeScalars.map { scalar in
        scalar.isASCII && !"\"\\%".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
      })
    let header = "attachment; filename=\"\(plain)\""
    // Some take the second name's escapes from the first, so the first has none.
    return plain == name ? header : header + "; filename*=UTF-8''\(PercentCoding.encoded(name))"
  }

  /// One name of a file: no folder, no character that moves others or ends the line, no dot before
  /// it, at most 200 scalars.
  private static func cleaned(_ name: String) -> String {
    let scalars = name.unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar == "/" || scalar == "\\" || !scalar.isPrintable ? "_" : scalar
    }
    let trimmed = scalars.drop { $0 == "." || $0 == " " }
    // The ending says more than the middle.
    let short = trimmed.count <= 200 ? Array(trimmed) : trimmed.prefix(180) + trimmed.suffix(20)
    let text = String(String.UnicodeScalarView(short))
    return text.isEmpty ? "_" : text
  }
}
