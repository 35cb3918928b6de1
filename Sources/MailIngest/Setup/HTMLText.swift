/// The text that a reader of HTML sees, and the links' addresses. One pass, no tree: enough for
/// mails that programs write.
struct HTMLText {
  /// The text, with a line for each block.
  private(set) var text = ""
  /// The addresses of its links, as written there and in their order.
  private(set) var links: [String] = []

  private static let blocks: Set<String> = [
    "br", "p", "div", "tr", "td", "th", "table", "li", "ul", "ol", "hr", "pre", "blockquote",
    "h1", "h2", "h3", "h4", "h5", "h6",
  ]
  private static let unseen: Set<String> = ["style", "script", "title", "head", "template"]
  private static let mostLinks = 200

  init(_ html: String) {
    var rest = html[...]
    var hidden: String?
    while let open = rest.firstIndex(of: "<") {
      if hidden == nil { text += Self.unescaped(rest[..<open]) }
      rest = rest[open...]
      guard let tag = HTMLTag(&rest) else { return }
      if tag.isEnd, tag.name == hidden { hidden = nil }
      if hidden != nil { continue }
      if Self.unseen.contains(tag.name), !tag.isEnd { hidden = tag.name }
      if Self.blocks.contains(tag.name) { text += "\n" }
      if tag.name == "a", let address = tag.href, links.count < Self.mostLinks {
        links.append(Self.unescaped(address[...]))
      }
    }
    if hidden == nil { text += Self.unescaped(rest) }
  }

  /// Without character references. White space is what it is in HTML: a blank.
  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var rest = text
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...]
      let name = rest.dropFirst().prefix(10).prefix { $0 != ";" }
      if let character = character(name), rest.dropFirst(1 + name.count).first == ";" {
        result.append(character)
        rest = rest.dropFirst(2 + name.count)
      } else {
        result.append("&")
        rest = rest.dropFirst()
      }
    }
    return String((result + rest).map { $0.isWhitespace ? " " : $0 })
  }

  private static func character(_ name: Substring) -> Character? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case "nbsp": return " "
    default:
      guard name.first == "#" else { return nil }
      let digits = name.dropFirst()
      let value =
        digits.first?.lowercased() == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap(Unicode.Scalar.init).map(Character.init)
    }
  }
}
