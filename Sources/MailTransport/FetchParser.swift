/// Reads the items of one FETCH response, from behind its `(` to its line's end (RFC 9051 §7.5.2).
/// Items come in any order; what nobody asked for is read over, however deep it is nested.
struct FetchParser {
  /// What is done with an item's value.
  private enum Item {
    case uid, size, internalDate, body, skipped
  }

  private enum State {
    case betweenItems
    case name(inBrackets: Bool)
    case valueStart
    case atom
    case list
    case quoted(afterBackslash: Bool)
    case literalOpening
    case literalCount
    case literalLineEnd
    case literal(remaining: UInt64)
    case closed
  }

  private var state = State.betweenItems
  private var item = Item.skipped
  private var token: [UInt8] = []
  private var count: UInt64 = 0
  private var depth = 0
  private var spent = 0
  private var hasBody = false

  /// Takes the next event off the input; nil when the input is used up.
  mutating func next(
    _ input: inout UnsafeRawBufferPointer
  ) throws(ProtocolViolation) -> ResponseEvent? {
    while true {
      if case .literal(let remaining) = state {
        if remaining == 0 {
          if let event = try endString() { return event }
          continue
        }
        guard !input.isEmpty else { return nil }
        if let event = takeLiteral(remaining, from: &input) { return event }
        continue
      }
      guard let byte = input.first else { return nil }
      if case .quoted(afterBackslash: false) = state, item == .body, depth == 0,
        let run = takeRun(from: &input)
      {
        return .bodyBytes(run)
      }
      let here = UnsafeRawBufferPointer(rebasing: input.prefix(1))
      input = UnsafeRawBufferPointer(rebasing: input.dropFirst())
      try spend(1)
      if let event = try take(byte, here) { return event }
    }
  }

  private mutating func spend(_ bytes: UInt64) throws(ProtocolViolation) {
    guard bytes <= UInt64(ResponseParser.maximumResponse - spent) else {
      throw ProtocolViolation("it sent more than 1 MiB of a message's details, unasked")
    }
    spent += Int(bytes)
  }

  private mutating func take(
    _ byte: UInt8, _ here: UnsafeRawBufferPointer
  ) throws(ProtocolViolation) -> ResponseEvent? {
    switch state {
    case .betweenItems: return try takeBetweenItems(byte)
    case .name(let inBrackets): try takeName(byte, inBrackets: inBrackets)
    case .valueStart: return try takeValueStart(byte)
    case .atom: return try takeAtom(byte)
    case .list: try takeList(byte)
    case .quoted(let afterBackslash):
      return try takeQuoted(byte, here, afterBackslash: afterBackslash)
    case .literalOpening:
      guard byte == UInt8(ascii: "{") else { throw Self.malformed }
      beginLiteral()
    case .literalCount: try takeCount(byte)
    case .literalLineEnd: return try takeLiteralLineEnd(byte)
    case .closed: return try takeClosed(byte)
    case .literal: break
    }
    return nil
  }

  static let malformed = ProtocolViolation("a FETCH response of it is malformed")
  private static let tooLarge = ProtocolViolation("a number in its FETCH response is out of range")

  // MARK: Items

  private mutating func takeBetweenItems(_ byte: UInt8) throws(ProtocolViolation) -> ResponseEvent?
  {
    switch byte {
    case UInt8(ascii: " "): break
    case UInt8(ascii: ")"): state = .closed
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "("): throw Self.malformed
    default:
      token = [byte]
      state = .name(inBrackets: false)
    }
    return nil
  }

  /// `BODY[HEADER.FIELDS (DATE)]<0>`: spaces and parentheses belong to a name inside brackets.
  private mutating func takeName(
    _ byte: UInt8, inBrackets: Bool
  ) throws(ProtocolViolation) {
    switch byte {
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"): throw Self.malformed
    case UInt8(ascii: "["): state = .name(inBrackets: true)
    case UInt8(ascii: "]"): state = .name(inBrackets: false)
    case UInt8(ascii: " ") where !inBrackets:
      item = try itemNamed(String(decoding: token, as: UTF8.self).uppercased())
      token.removeAll(keepingCapacity: true)
      state = .valueStart
      return
    case UInt8(ascii: ")") where !inBrackets: throw Self.malformed
    default: break
    }
    token.append(byte)
  }

  private mutating func itemNamed(_ name: String) throws(ProtocolViolation) -> Item {
    switch name {
    case "UID": return .uid
    case "RFC822.SIZE": return .size
    case "INTERNALDATE": return .internalDate
    case "BODY[]", "BODY[]<0>":
      guard !hasBody else { throw ProtocolViolation("it sent two bodies for one message") }
      hasBody = true
      return .body
    default: return .skipped
    }
  }

  private mutating func takeClosed(_ byte: UInt8) throws(ProtocolViolation) -> ResponseEvent? {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\r"): return nil
    case UInt8(ascii: "\n"): return .fetchEnded
    default: throw Self.malformed
    }
  }

  // MARK: Values

  private mutating func takeValueStart(_ byte: UInt8) throws(ProtocolViolation) -> ResponseEvent? {
    switch byte {
    case UInt8(ascii: " "): break
    case UInt8(ascii: "("):
      guard item == .skipped else { throw Self.malformed }
      depth = 1
      state = .list
    case UInt8(ascii: "\""):
      state = .quoted(afterBackslash: false)
      return item == .body ? .bodyBegan : nil
    case UInt8(ascii: "~"): state = .literalOpening
    case UInt8(ascii: "{"): beginLiteral()
    case UInt8(ascii: ")"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): throw Self.malformed
    default:
      token = [byte]
      state = .atom
    }
    return nil
  }

  private mutating func takeAtom(_ byte: UInt8) throws(ProtocolViolation) -> ResponseEvent? {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: ")"):
      state = byte == UInt8(ascii: " ") ? .betweenItems : .closed
      return try value(isNil: token.count == 3 && token.map { $0 | 0x20 } == Array("nil".utf8))
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "("): throw Self.malformed
    default: token.append(byte)
    }
    return nil
  }

  /// Inside parentheses everything is read over; strings only are told from the rest.
  private mutating func takeList(_ byte: UInt8) throws(ProtocolViolation) {
    switch byte {
    case UInt8(ascii: "("): depth += 1
    case UInt8(ascii: ")"):
      depth -= 1
      if depth == 0 { state = .betweenItems }
    case UInt8(ascii: "\""): state = .quoted(afterBackslash: false)
    case UInt8(ascii: "{"): beginLiteral()
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"): throw Self.malformed
    default: break
    }
  }

  private mutating func takeQuoted(
    _ byte: UInt8, _ here: UnsafeRawBufferPointer, afterBackslash: Bool
  ) throws(ProtocolViolation) -> ResponseEvent? {
    switch byte {
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"): throw Self.malformed
    case UInt8(ascii: "\\") where !afterBackslash: state = .quoted(afterBackslash: true)
    case UInt8(ascii: "\"") where !afterBackslash: return try endString()
    default:
      state = .quoted(afterBackslash: false)
      if item == .body, depth == 0 { return .bodyBytes(here) }
      if depth == 0 { token.append(byte) }
    }
    return nil
  }

  /// A quoted body's bytes up to the next one that means something else; nil for none.
  private mutating func takeRun(from input: inout UnsafeRawBufferPointer)
    -> UnsafeRawBufferPointer?
  {
    let run = input.prefix { !"\"\\\r\n".utf8.contains($0) }
    guard !run.isEmpty else { return nil }
    input = UnsafeRawBufferPointer(rebasing: input.dropFirst(run.count))
    return UnsafeRawBufferPointer(rebasing: run)
  }

  // MARK: Literals

  private mutating func beginLiteral() {
    count = 0
    token.removeAll(keepingCapacity: true)
    state = .literalCount
  }

  private mutating func takeCount(_ byte: UInt8) throws(ProtocolViolation) {
    if byte == UInt8(ascii: "}"), !token.isEmpty {
      count = try number()
      token.removeAll(keepingCapacity: true)
      state = .literalLineEnd
      return
    }
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { throw Self.malformed }
    token.append(byte)
    guard token.count <= 20 else { throw Self.tooLarge }
  }

  private mutating func takeLiteralLineEnd(
    _ byte: UInt8
  ) throws(ProtocolViolation) -> ResponseEvent? {
    if byte == UInt8(ascii: "\r") { return nil }
    guard byte == UInt8(ascii: "\n") else { throw Self.malformed }
    state = .literal(remaining: count)
    if item == .body, depth == 0 { return .bodyBegan }
    try spend(count)
    return nil
  }

  private mutating func takeLiteral(
    _ remaining: UInt64, from input: inout UnsafeRawBufferPointer
  ) -> ResponseEvent? {
    let taken = Int(min(remaining, UInt64(input.count)))
    let bytes = UnsafeRawBufferPointer(rebasing: input.prefix(taken))
    input = UnsafeRawBufferPointer(rebasing: input.dropFirst(taken))
    state = .literal(remaining: remaining - UInt64(taken))
    if item == .body, depth == 0 { return .bodyBytes(bytes) }
    if depth == 0 { token.append(contentsOf: bytes) }
    return nil
  }

  /// A quoted string or a literal is complete.
  private mutating func endString() throws(ProtocolViolation) -> ResponseEvent? {
    guard depth == 0 else {
      state = .list
      return nil
    }
    state = .betweenItems
    return item == .body ? .bodyEnded : try value(isNil: false)
  }

  // MARK: Meanings

  /// The event of a complete value, which is in `token`.
  private func value(isNil: Bool) throws(ProtocolViolation) -> ResponseEvent? {
    switch item {
    case .skipped: return nil
    case .body:
      guard isNil else { throw Self.malformed }
      return .bodyMissing
    case .uid:
      guard let uid = UInt32(exactly: try number()), uid > 0 else { throw Self.tooLarge }
      return .uid(UID(rawValue: uid))
    case .size:
      // A hint only, so an absurd one is no reason to give the whole folder up.
      return isNumber ? .size(Int64(String(decoding: token, as: UTF8.self)) ?? .max) : nil
    case .internalDate:
      return .internalDate(isNil ? nil : InternalDate.parse(token))
    }
  }

  private var isNumber: Bool {
    !token.isEmpty && token.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private func number() throws(ProtocolViolation) -> UInt64 {
    guard isNumber else { throw Self.malformed }
    guard let number = UInt64(String(decoding: token, as: UTF8.self)) else { throw Self.tooLarge }
    return number
  }
}
