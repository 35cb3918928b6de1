/// Cuts a structured value into its main value and its parameters, each byte looked at once or
/// twice whatever is written there.
struct ParameterScanner {
  private let value: [UInt8]
  private var position = 0
  /// Set once a comment was found that never closes: from then on parentheses are plain text, so
  /// that a value full of them isn't searched again and again.
  private var hasOpenComment = false

  init(_ value: [UInt8]) {
    self.value = value
  }

  /// Gives the value before the first ";", without comments and white space.
  mutating func mainValue() -> [UInt8] {
    var main: [UInt8] = []
    while position < value.count, value[position] != .semicolon {
      let byte = value[position]
      if byte == .openParenthesis, skipComment() { continue }
      // Some programs forget the ";" after the type: the name of a parameter can't be part of it.
      if !main.isEmpty, isParameter(at: position) { break }
      if !byte.isWhitespace && byte != .quote { main.append(byte) }
      position += 1
    }
    return main
  }

  /// The next parameter that is kept, and its value without quotes; nil at the end.
  mutating func next() -> (form: ParameterForm, value: [UInt8])? {
    while position < value.count {
      skipSeparators()
      let name = takeName()
      // Without "=" it is no parameter; takeName stopped at a ";" or at the end.
      guard position < value.count, value[position] == .equals else { continue }
      position += 1
      let form = ParameterForm(name)
      // In file names parentheses are no comments: "scan (2).pdf" comes without quotes too.
      let isName = form?.name == "name" || form?.name == "filename"
      let text = takeValue(hasComments: !isName, isKept: form != nil)
      if let form { return (form, text) }
    }
    return nil
  }

  /// White space begins at `index`, and "name=" follows; looks at a few bytes only.
  private func isParameter(at index: Int) -> Bool {
    guard value[index].isWhitespace, index > 0, !value[index - 1].isWhitespace else { return false }
    let longestName = 24
    var scan = index
    while scan < value.count, value[scan].isWhitespace, scan - index < longestName { scan += 1 }
    let start = scan
    while scan < value.count, scan - start < longestName,
      value[scan].isLetter || value[scan] == .hyphen || value[scan] == .asterisk
        || value[scan].isDigit
    {
      scan += 1
    }
    return scan > start && scan < value.count && value[scan] == .equals
  }

  private mutating func skipSeparators() {
    while position < value.count {
      let byte = value[position]
      if byte == .semicolon || byte.isWhitespace {
        position += 1
      } else if byte != .openParenthesis || !skipComment() {
        return
      }
    }
  }

  /// Up to the "=" or ";", without white space at its end.
  private mutating func takeName() -> ArraySlice<UInt8> {
    let start = position
    while position < value.count, value[position] != .equals, value[position] != .semicolon {
      position += 1
    }
    var end = position
    while end > start, value[end - 1].isWhitespace { end -= 1 }
    return value[start..<end]
  }

  /// A value that isn't kept is only skipped.
  private mutating func takeValue(hasComments: Bool, isKept: Bool) -> [UInt8] {
    while position < value.count, value[position].isWhitespace { position += 1 }
    guard position < value.count, value[position] == .quote else {
      let text = takeBareValue(hasComments: hasComments)
      return isKept ? HeaderText.trimmed(text) : []
    }
    return takeQuotedValue()
  }

  /// Up to the next ";", or to a comment after white space.
  private mutating func takeBareValue(hasComments: Bool) -> ArraySlice<UInt8> {
    let start = position
    var end: Int?
    while position < value.count, value[position] != .semicolon {
      if hasComments, value[position] == .openParenthesis, value[position - 1].isWhitespace {
        end = end ?? position
      }
      position += 1
    }
    return value[start..<(end ?? position)]
  }

  /// A quoted string (RFC 5322 section 3.2.4). A backslash before a letter or a digit stays: it is
  /// the separator of a Windows path. Without a closing quote the value ends at the next ";".
  private mutating func takeQuotedValue() -> [UInt8] {
    let start = position + 1
    var text: [UInt8] = []
    var index = start
    while index < value.count, value[index] != .quote {
      if value[index] == .backslash, index + 1 < value.count, value[index + 1].isQuotable {
        index += 1
      }
      text.append(value[index])
      index += 1
    }
    if index < value.count {
      position = index + 1
      text += takeRestOfQuoted()
      return text
    }
    position = start
    return HeaderText.trimmed(takeBareValue(hasComments: false))
  }

  /// Takes the text after a closing quote up to the ";": further quoted pieces, as some programs
  /// that encode a long name word by word write them, or nothing of use.
  private mutating func takeRestOfQuoted() -> [UInt8] {
    var rest: [UInt8] = []
    while position < value.count, value[position] != .semicolon {
      if value[position] == .openParenthesis, skipComment() { continue }
      if isParameter(at: position) { break }
      if !value[position].isWhitespace && value[position] != .quote {
        rest.append(value[position])
      }
      position += 1
    }
    return rest
  }

  /// Moves behind the comment that opens here (comments nest); false when it never closes.
  private mutating func skipComment() -> Bool {
    guard !hasOpenComment, let end = HeaderText.endOfComment(value, from: position) else {
      hasOpenComment = true
      return false
    }
    position = end
    return true
  }
}

extension UInt8 {
  /// A backslash before this byte of a quoted string is an escape.
  fileprivate var isQuotable: Bool { !isLetter && !isDigit && self < 0x80 }
}
