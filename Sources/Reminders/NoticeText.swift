/// A notice as plain text.
enum NoticeText {
  static func text(_ content: NoticeContent) -> String {
    var lines = [content.greeting, ""]
    for paragraph in content.introduction { lines += [paragraph, ""] }
    for item in content.items {
      let title = item.title.split(whereSeparator: \.isNewline)
      lines += title.enumerated().map { ($0.offset == 0 ? "* " : "  ") + $0.element }
      lines += item.facts.map { "  \($0.title): \($0.value)" }
      lines.append("")
    }
    // RFC 3676 §4.3: what follows two dashes and a space is a signature.
    lines += ["-- ", content.footer]
    return lines.joined(separator: "\n") + "\n"
  }
}
