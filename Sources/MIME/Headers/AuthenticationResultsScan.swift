/// Takes the value of an Authentication-Results field apart in one pass: words, equals signs, and
/// where a statement ends. Comments are white space; a quoted string is (part of) a word.
struct AuthenticationResultsScan {
  enum Token: Hashable {
    case word(String)
    case equals
  }

  /// The texts between the semicolons. The last is left out where a comment or a quoted string
  /// in it never closes.
  private(set) var statements: [[Token]] = []

  private var tokens: [Token] = []
  private var word: [UInt8] = []
  /// A word has begun: an empty quoted string is one too.
  private var hasWord = false
  /// A value may have equals signs in it, as base64 does.
  private var isValue = false

  init(_ value: [UInt8]) {
    var position = 0
    while position < value.count {
      switch value[position] {
      case .openParenthesis:
        guard let end = HeaderText.endOfComment(value, from: position) else { return }
        endWord()
        position = end
        continue
      case .quote:
        guard let end = takeQuoted(value, from: position) else { return }
        position = end
        continue
      case .semicolon: endStatement()
      case .equals where !hasWord || !isValue: takeEquals()
      case let byte where byte.isWhitespace: endWord()
      case let byte:
        word.append(byte)
        hasWord = true
      }
      position += 1
    }
    endStatement()
  }

  /// The place after the quoted string; nil where it doesn't close.
  private mutating func takeQuoted(_ value: [UInt8], from start: Int) -> Int? {
    hasWord = true
    var index = start + 1
    while index < value.count, value[index] != .quote {
      if value[index] == .backslash, index + 1 < value.count { index += 1 }
      word.append(value[index])
      index += 1
    }
    return index < value.count ? index + 1 : nil
  }

  private mutating func takeEquals() {
    endWord()
    tokens.append(.equals)
    isValue = true
  }

  private mutating func endWord() {
    guard hasWord else { return }
    tokens.append(.word(String(decoding: word, as: UTF8.self)))
    word = []
    hasWord = false
    isValue = false
  }

  private mutating func endStatement() {
    endWord()
    isValue = false
    statements.append(tokens)
    tokens = []
  }
}
