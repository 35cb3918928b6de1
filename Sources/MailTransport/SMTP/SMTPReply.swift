import Platform

/// A server's reply (RFC 5321 section 4.2), fit to be kept and shown: one line, printable, bounded,
/// without secrets.
package struct SMTPReply: Sendable, Hashable, CustomStringConvertible {
  /// 250, 451 and the like; 0 for what is no reply.
  package let code: Int
  /// RFC 3463's, such as "4.3.0", where the server gave one.
  package let enhancedCode: String?
  /// The words of all its lines without the codes, at most 500 characters.
  package let text: String

  package init(code: Int, enhancedCode: String? = nil, text: String) {
    self.code = code
    self.enhancedCode = enhancedCode
    self.text = text
  }

  package var description: String {
    ["\(code)", enhancedCode, text.isEmpty ? nil : text].compactMap(\.self).joined(separator: " ")
  }

  private static let longest = 500

  /// A reply of lines as they came, such as "451-4.3.0 busy" and "451 4.3.0 try later".
  init(lines: [String], without secret: Secret?) {
    code = lines.last.flatMap(Self.code) ?? 0
    var enhanced: String?
    let words = lines.map { line in
      var rest = Self.code(of: line) == nil ? line[...] : line.dropFirst(4)
      if let code = Self.enhancedCode(rest) {
        enhanced = code
        rest = rest.dropFirst(code.count).drop { $0 == " " }
      }
      return String(rest)
    }
    enhancedCode = enhanced
    let text = words.filter { !$0.isEmpty }.joined(separator: " ")
    self.text = (secret?.removed(from: text) ?? text).printable(longest: Self.longest)
  }

  /// The three digits that a line of a reply begins with.
  static func code(of line: String) -> Int? {
    let bytes = Array(line.utf8.prefix(4))
    guard bytes.count >= 3, bytes[..<3].allSatisfy({ (0x30...0x39).contains($0) }),
      bytes.count == 3 || bytes[3] == UInt8(ascii: " ") || bytes[3] == UInt8(ascii: "-")
    else { return nil }
    return Int(String(decoding: bytes[..<3], as: UTF8.self))
  }

  /// "4.3.0" where a text begins with such a code.
  private static func enhancedCode(_ text: Substring) -> String? {
    let word = text.prefix { $0 != " " }
    let numbers = word.split(separator: ".", omittingEmptySubsequences: false)
    guard word.utf8.count <= 9, numbers.count == 3, ["2", "4", "5"].contains(numbers[0]),
      numbers.allSatisfy({ (1...3).contains($0.utf8.count) && UInt16($0) != nil })
    else { return nil }
    return String(word)
  }
}

extension SMTPReply {
  /// The advice on the next try of the refused command. Gmail's 4.7.28 is too much mail in too
  /// short a time.
  var retryAdvice: RetryAdvice {
    guard code >= 400 else { return .usual }
    let words = LimitWords(text)
    if let pause = words.pause, pause > .zero { return .after(pause) }
    return words.tellsLimit || enhancedCode == "4.7.28" ? .limit : .usual
  }
}
