import Foundation

/// The names under which attachments are kept and offered for download.
///
/// A name comes from the sender: it may be a path, look like another name, or be longer than a
/// file system takes. What leaves here is one path component of at most 255 bytes of UTF-8, in
/// normalization form C.
///
/// Names that only Windows reserves (`CON`, `a:b`) stay as they are: documents are stored by
/// their content, and browsers map such names themselves when somebody saves a document.
package enum AttachmentName {
  /// The longest name that file systems take, in bytes of UTF-8.
  static let maximumBytes = 255

  /// The name as it may be kept, or nil when nothing is left of it.
  ///
  /// The last component of a path with `/` or `\`; in NFC; without control, bidirectional and
  /// invisible characters; without white space and dots around it (leading dots hide files and
  /// climb directories; Windows drops trailing ones, so that another extension would count);
  /// at most 255 bytes, of which the extension is kept, and no grapheme is cut.
  package static func sanitised(_ raw: String) -> String? {
    if isPlain(raw) { return raw }
    let visible = raw.unicodeScalars.lazy.filter { !isRemoved($0) }
    var component = String.UnicodeScalarView()
    var isNext = false
    for scalar in visible {
      if scalar == "/" || scalar == "\\" {
        isNext = true
        continue
      }
      // A separator at the very end names a directory: the component before it is the name.
      if isNext { component.removeAll(keepingCapacity: true) }
      isNext = false
      component.append(scalar)
    }
    return trimmed(component).flatMap(shortened)
  }

  /// The name for a part without one: `subject`, of the message inside or around it, else
  /// "attachment", with the extension of `mediaType`.
  package static func fallback(subject: String?, mediaType: String) -> String {
    let stem = subject.flatMap(titled) ?? "attachment"
    let suffix = ".\(fileExtension(of: mediaType))"
    if stem.lowercased().hasSuffix(suffix) { return stem }
    return cut(stem, toBytes: maximumBytes - suffix.utf8.count) + suffix
  }

  /// A name made of words that are no path: a slash as in "Lasku 12/2026" becomes a dash.
  static func titled(_ text: String) -> String? {
    let words = text.unicodeScalars.map { $0 == "/" || $0 == "\\" ? "-" : $0 }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: words)
    return sanitised(String(view))
  }
}

extension AttachmentName {
  /// A name can only stay as it is, as nearly all do.
  private static func isPlain(_ name: String) -> Bool {
    let bytes = name.utf8
    guard let first = bytes.first, let last = bytes.last, bytes.count <= maximumBytes else {
      return false
    }
    let edges: [UInt8] = [.space, .dot]
    return !edges.contains(first) && !edges.contains(last)
      && bytes.allSatisfy { $0.isPrintable && $0 != .slash && $0 != .backslash }
  }

  /// Characters that no name needs and that hide or reorder what it says: C0, DEL and C1 controls,
  /// bidirectional marks, embeddings, overrides and isolates, line and paragraph separators, and
  /// what has no width (soft hyphen, zero-width space, word joiner, byte order mark, annotations).
  /// The joiners U+200C and U+200D stay: Persian words and emoji are made with them.
  static func isRemoved(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    case 0x2028, 0x2029: true
    case 0xAD, 0x180E, 0x200B, 0x2060...0x2064, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
    default: false
    }
  }

  /// Without dots and white space at either end; nil when nothing else is there.
  private static func trimmed(_ name: String.UnicodeScalarView) -> String.UnicodeScalarView? {
    func isEdge(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "." || scalar.properties.isWhitespace
    }
    guard let first = name.firstIndex(where: { !isEdge($0) }),
      let last = name.lastIndex(where: { !isEdge($0) })
    else { return nil }
    return String.UnicodeScalarView(name[first...last])
  }

  /// In NFC and at most 255 bytes, with the extension; nil when no whole grapheme fits before it.
  private static func shortened(_ scalars: String.UnicodeScalarView) -> String? {
    let (stem, ending) = split(scalars)
    // Normalizing and finding graphemes is not linear in absurd input: 255 bytes hold no more.
    let bounded = String(String.UnicodeScalarView(stem.prefix(4 * maximumBytes)))
    let suffix = composed(String(ending))
    let name = cut(composed(bounded), toBytes: maximumBytes - suffix.utf8.count)
    return name.isEmpty ? nil : name + suffix
  }

  /// In NFC, which ASCII is in already.
  private static func composed(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
  }

  /// The name before its extension, and the extension with its dot. An extension is short and
  /// without white space; "Tarjous 3. versio" has none.
  private static func split(
    _ name: String.UnicodeScalarView
  ) -> (stem: Substring.UnicodeScalarView, ending: Substring.UnicodeScalarView) {
    let whole = name[...]
    let longest = 16
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex,
      name[dot...].count <= longest + 1,
      !name[dot...].contains(where: { $0.properties.isWhitespace })
    else { return (whole, whole[whole.endIndex...]) }
    return (whole[..<dot], whole[dot...])
  }

  /// As many whole graphemes as fit, without white space or dots where it was cut.
  private static func cut(_ name: String, toBytes limit: Int) -> String {
    guard name.utf8.count > limit else { return name }
    var result = ""
    var size = 0
    for character in name {
      size += character.utf8.count
      if size > limit { break }
      result.append(character)
    }
    while let last = result.last, last.isWhitespace || last == "." { result.removeLast() }
    return result
  }
}
