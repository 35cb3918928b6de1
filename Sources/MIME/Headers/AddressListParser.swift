/// Takes an address list apart, byte by byte and in one pass, whatever is written there: comments,
/// quoted strings, groups, obsolete routes, missing commas and brackets.
struct AddressListParser {
  private let value: [UInt8]
  private let charsets = CharsetDecoder()
  private var position = 0
  /// Set once a comment was found that never closes; parentheses are plain text from then on.
  private var hasOpenComment = false
  /// The same for quoted strings.
  private var hasOpenQuote = false

  private var found: [MailAddress] = []
  /// A word without "@" that stood alone.
  private var bareWord: String?

  /// The entry at hand: its words so far, the one in brackets, a comment that may be its name.
  private var words: [Word] = []
  /// One of the words has an "@" outside quotes.
  private var hasAtSign = false
  private var bracketed: [UInt8]?
  private var comment: [UInt8] = []

  private static let longestAddress = 998
  private static let longestName = 255

  private struct Word {
    var text: [UInt8]
    /// The same with quotes and escapes, as an address would need it.
    var written: [UInt8]
    let isQuoted: Bool
    /// The word follows the one before without white space.
    let isAttached: Bool
  }

  init(_ value: [UInt8]) {
    self.value = value
  }

  mutating func list() -> [MailAddress] {
    while position < value.count { takeToken() }
    endEntry()
    if found.isEmpty, let bareWord { return [MailAddress(name: nil, address: bareWord)] }
    return found
  }

  private mutating func takeToken() {
    switch value[position] {
    case .comma, .semicolon:
      position += 1
      endEntry()
    case .openParenthesis:
      if !takeComment() { takeAtom() }
    case .lessThan:
      if bracketed != nil { endEntry() }
      takeBracketed()
    case .quote:
      if bracketed != nil { endEntry() }
      if !takeQuoted() { position += 1 }
    case .colon where bracketed == nil && !hasAtSign:
      // The words so far are a group's name.
      position += 1
      words = []
    case let byte where byte.isWhitespace || byte == .greaterThan:
      position += 1
    default:
      if bracketed != nil { endEntry() }
      takeAtom()
    }
  }

  private var isAttached: Bool {
    position > 0 && !value[position - 1].isWhitespace
  }

  private mutating func takeComment() -> Bool {
    guard !hasOpenComment, let end = HeaderText.endOfComment(value, from: position) else {
      hasOpenComment = true
      return false
    }
    comment = Array(value[(position + 1)..<max(position + 1, min(end, value.count) - 1)])
    position = end
    return true
  }

  private mutating func takeAtom() {
    let isAttached = isAttached
    let start = position
    if value[position] == .atSign { hasAtSign = true }
    position += 1
    while position < value.count, !value[position].endsAtom {
      if value[position] == .openParenthesis, !hasOpenComment { break }
      if value[position] == .colon, !hasAtSign { break }
      if value[position] == .atSign { hasAtSign = true }
      position += 1
    }
    let text = Array(value[start..<position])
    words.append(Word(text: text, written: text, isQuoted: false, isAttached: isAttached))
  }

  /// A quoted string; false when it doesn't close.
  private mutating func takeQuoted() -> Bool {
    guard !hasOpenQuote else { return false }
    var text: [UInt8] = []
    var index = position + 1
    while index < value.count, value[index] != .quote {
      if value[index] == .backslash, index + 1 < value.count { index += 1 }
      text.append(value[index])
      index += 1
    }
    guard index < value.count else {
      hasOpenQuote = true
      return false
    }
    let written = Array(value[position...index])
    words.append(
      Word(text: text, written: written, isQuoted: true, isAttached: isAttached))
    position = index + 1
    return true
  }

  /// The address in angle brackets; without the closing one it ends at the next comma.
  private mutating func takeBracketed() {
    position += 1
    var text: [UInt8] = []
    var isQuoted = false
    while position < value.count {
      let byte = value[position]
      if !isQuoted {
        if byte == .greaterThan || byte == .lessThan { break }
        if byte == .comma, text.first != .atSign { break }
        if byte == .openParenthesis, takeComment() { continue }
        // An obsolete route "@a,@b:" before the address.
        if byte == .colon, text.first == .atSign { text = [] }
      }
      if byte == .quote { isQuoted.toggle() }
      if byte == .backslash, isQuoted, position + 1 < value.count {
        text.append(byte)
        position += 1
      }
      if isQuoted || !(value[position].isWhitespace || byte == .colon) {
        text.append(value[position])
      }
      position += 1
    }
    bracketed = text
  }

  /// Files the entry at hand and begins the next.
  private mutating func endEntry() {
    defer {
      words = []
      hasAtSign = false
      bracketed = nil
      comment = []
    }
    if let bracketed {
      let phrase = words.enumerated().flatMap { index, word in
        index == 0 || word.isAttached ? word.text : [.space] + word.text
      }
      file(bracketed, name: phrase.isEmpty ? comment : phrase)
      return
    }
    let addresses = joinedWords()
    for address in addresses where address.contains(.atSign) {
      file(address, name: comment)
    }
    if words.count == 1, !hasAtSign, bareWord == nil {
      bareWord = CharsetDecoder.guessed(Array(words[0].text.prefix(Self.longestAddress)))
    }
  }

  /// The words as addresses: those that stand together, or around a lone "@", are one.
  private func joinedWords() -> [[UInt8]] {
    var joined: [[UInt8]] = []
    for word in words {
      let touches =
        word.isAttached || word.written.first == .atSign || joined.last?.last == .atSign
      if touches, !joined.isEmpty {
        joined[joined.count - 1] += word.written
      } else {
        joined.append(word.written)
      }
    }
    return joined
  }

  private mutating func file(_ written: [UInt8], name: [UInt8]) {
    let address = HeaderText.trimmed(Self.withoutNeedlessQuotes(written)[...])
      .filter { $0 >= .space && $0 != 0x7F }
    guard !address.isEmpty, address.count <= Self.longestAddress else { return }
    let text = HeaderText.text(name, limit: Self.longestName, charsets: charsets)
    let trimmed = text.split(separator: " ").joined(separator: " ")
    found.append(
      MailAddress(
        name: trimmed.isEmpty ? nil : trimmed, address: decoded(address)))
  }

  /// An address holds no encoded-words (RFC 2047 section 5), but some programs write domains beyond
  /// ASCII so.
  private func decoded(_ address: [UInt8]) -> String {
    guard let at = address.lastIndex(of: .atSign),
      address[at...].dropFirst().starts(with: "=?".utf8)
    else { return CharsetDecoder.guessed(address) }
    let domain = HeaderText.text(
      Array(address[at...].dropFirst()), limit: Self.longestName, charsets: charsets)
    return CharsetDecoder.guessed(Array(address[...at])) + domain.filter { !$0.isWhitespace }
  }

  /// "john.doe"@example.fi is john.doe@example.fi; "john doe"@example.fi needs its quotes.
  private static func withoutNeedlessQuotes(_ address: [UInt8]) -> [UInt8] {
    guard address.first == .quote, let at = address.lastIndex(of: .atSign), at >= 3,
      address[at - 1] == .quote
    else { return address }
    let local = address[1..<(at - 1)]
    let isPlain = local.allSatisfy {
      $0.isLetter || $0.isDigit || $0 >= 0x80 || "!#$%&'*+-/=?^_`{|}~.".utf8.contains($0)
    }
    return isPlain ? Array(local + address[at...]) : address
  }

  /// The value without its comments, for fields that aren't address lists.
  static func withoutComments(_ value: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    var position = 0
    while position < value.count {
      if value[position] == .openParenthesis,
        let end = HeaderText.endOfComment(value, from: position)
      {
        position = end
        kept.append(.space)
      } else if value[position] == .openParenthesis {
        // The comment never closes: the rest is no clause to trust.
        return kept
      } else {
        kept.append(value[position])
        position += 1
      }
    }
    return kept
  }
}

extension UInt8 {
  /// An unquoted word of an address list ends here.
  fileprivate var endsAtom: Bool {
    isWhitespace || self == .comma || self == .semicolon || self == .lessThan
      || self == .greaterThan || self == .quote
  }
}
