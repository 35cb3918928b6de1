/// The greatest length of a text: in characters, which people count, and in bytes, which the store
/// keeps. A character may be of any number of bytes: a letter bears as many combining marks as
/// somebody likes.
package struct TextLimit: Sendable, Hashable {
  package let characters: Int
  package let bytes: Int

  /// Four bytes a character, where nothing else is said.
  package init(_ characters: Int, bytes: Int? = nil) {
    self.characters = characters
    self.bytes = bytes ?? 4 * characters
  }

  /// A name, a title, a street, what another system calls a record.
  package static let name = TextLimit(200)
  /// The name of a company in its address.
  package static let slug = TextLimit(40)
  /// A telephone number.
  package static let phone = TextLimit(40)
  /// A role, a group's name, a city, what another system calls a customer.
  package static let word = TextLimit(100)
  /// A password.
  package static let password = TextLimit(1_000)
  /// Words to search for.
  package static let search = TextLimit(1_000)
  /// Text of several lines.
  package static let long = TextLimit(4_000)
  /// A task's description; pictures made of many scalars are as welcome in it as letters.
  package static let description = TextLimit(2_000, bytes: 16_000)
  /// A field of a mail's header.
  package static let header = TextLimit(2_000, bytes: 4_000)
  /// Somebody else's words inside an entry of the log, of which a mail may make thousands.
  package static let quote = TextLimit(200, bytes: 400)
  /// An entry of the log, whatever it is made of.
  package static let entry = TextLimit(65_536, bytes: 65_536)
  /// A program's or a server's words on a failure.
  package static let words = TextLimit(1_000)
  /// The faulty value in an error's line.
  package static let shown = TextLimit(80)

  /// Refuses a text that is longer, saying how long it is and may be.
  package func check(_ text: String, _ field: RecordField) throws(Refusal) {
    let size = text.utf8.count
    // No character has less than a byte.
    guard size > characters else { return }
    let count = text.count
    if count > characters {
      throw Refusal(field, .text(.tooLong(limit: characters, .characters, has: count)))
    }
    guard size > bytes else { return }
    throw Refusal(field, .text(.tooLong(limit: bytes, .bytes, has: size)))
  }

  /// The text, or as much of it as fits and a mark that it was cut.
  package func cut(_ text: String) -> String {
    let beginning = beginning(of: text)
    return beginning.endIndex == text.endIndex ? text : beginning + "…"
  }

  /// As much of the text as fits: whole characters, unless the first alone is too long.
  package func beginning(of text: String) -> Substring {
    guard text.utf8.count > characters else { return text[...] }
    let kept = wholeCharacters(of: text)
    return kept.utf8.count > characters ? kept.prefix(characters) : kept
  }

  /// By bytes alone.
  private func wholeCharacters(of text: String) -> Substring {
    guard text.utf8.count > bytes else { return text[...] }
    var end = text.utf8.index(text.startIndex, offsetBy: bytes)
    while text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
    let kept = text[..<end]
    guard String.Index(end, within: text) == nil else { return kept }
    let whole = kept.dropLast()
    return whole.isEmpty ? kept : whole
  }
}
