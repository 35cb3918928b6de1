/// Reads the items of one FETCH response, from behind its `(` to its line's end (RFC 9051 §7.5.2).
/// Items come in any order; what nobody asked for is read over, however deep it is nested.
struct FetchParser {
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
  private var item = FetchItem.skipped
  private var token: [UInt8] = []
  private var count: UInt64 = 0
  private var depth = 0
  private var spent = 0
  private var hasBody = false
  /// The byte at which the response was given up ended a line.
  private(set) var failedAtLineEnd = false

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
      do throws(ProtocolViolation) {
        try spend(1)
        if let event = try take(byte, here) { return event }
      } catch {
        failedAtLineEnd = byte == UInt8(ascii: "\n")
        throw error
      }
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
      guard byte == UInt8(ascii: "{") else { throw ProtocolViolation.malformedFetch }
      beginLiteral()
    case .literalCount: try takeCount(byte)
    case .literalLineEnd: return try takeLiteralLineEnd(byte)
    case .closed: return try takeClosed(byte)
    case .literal: break
    }
    return nil
  }

  // MARK: Items

  private mutating func takeBetweenItems(_ byte: UInt8) throws(ProtocolViolation) -> ResponseEvent?
  {
    switch byte {
    case UInt8(ascii: " "): break
    case UInt8(ascii: ")"): state = .closed
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "("):
      throw ProtocolViolation.malformedFetch
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
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"): throw ProtocolViolation.malformedFetch
    case UInt8(ascii: "["): state = .name(inBrackets: true)
    case UInt8(ascii: "]"): state = .name(inBrackets: false)
    case UInt8(ascii: " ") where !inBrackets:
      item = FetchItem(named: token)
      guard item != .body || !hasBody else {
        throw ProtocolViolation("it sent two bodies for one message")
      }
      hasBody = hasBody || item == .body
      token.removeAll(keepingCapacity: true)
      state = .valueStart
      return
    case UInt8(ascii: ")") where !inBrackets: throw ProtocolViolation.malformedFetch
    default: break
    }
    token.append(byte)
  }

  private mutating func takeClosed(_ byte: UInt8) throws(ProtocolViolation) -> ResponseEvent? {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\r"): return nil
    case UInt8(ascii: "\n"): return .fetchEnded
    default: throw ProtocolViolation.malformedFetch
    }
  }

  // MARK: Values

  private mutating func takeValueStart(_ byte: UInt8) throws(ProtocolViolation) -> ResponseEvent? {
    switch byte {
    case UInt8(ascii: " "): break
    case UInt8(ascii: "("):
      guard item == .skipped else { throw ProtocolViolation.malformedFetch }
      depth = 1
      state = .list
    case UInt8(ascii: "\""):
      state = .quoted(afterBackslash: false)
      return item == .body ? .bodyBegan : nil
    case UInt8(ascii: "~"): state = .literalOpening
    case UInt8(ascii: "{"): beginLiteral()
    case UInt8(ascii: ")"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
      throw ProtocolViolation.malformedFetch
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
      return try item.event(
        of: token, isNil: token.count == 3 && token.map { $0 | 0x20 } == Array("nil".utf8))
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "("):
      throw ProtocolViolation.malformedFetch
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
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"): throw ProtocolViolation.malformedFetch
    default: break
    }
  }

  private mutating func takeQuoted(
    _ byte: UInt8, _ here: UnsafeRawBufferPointer, afterBackslash: Bool
  ) throws(ProtocolViolation) -> ResponseEvent? {
    switch byte {
    case UInt8(ascii: "\r"), UInt8(ascii: "\n"): throw ProtocolViolation.malformedFetch
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
      count = try FetchItem.number(token)
      token.removeAll(keepingCapacity: true)
      state = .literalLineEnd
      return
    }
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
      throw ProtocolViolation.malformedFetch
    }
    token.append(byte)
    guard token.count <= 20 else { throw ProtocolViolation.numberOutOfRange }
  }

  private mutating func takeLiteralLineEnd(
    _ byte: UInt8
  ) throws(ProtocolViolation) -> ResponseEvent? {
    if byte == UInt8(ascii: "\r") { return nil }
    guard byte == UInt8(ascii: "\n") else { throw ProtocolViolation.malformedFetch }
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
    return item == .body ? .bodyEnded : try item.event(of: token, isNil: false)
  }
}
