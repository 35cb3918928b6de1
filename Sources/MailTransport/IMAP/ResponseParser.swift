/// Reads what an IMAP server sends (RFC 9051 §7): bytes in, events out, no I/O. It is a state
/// machine, so replies may be cut anywhere; bodies pass through as slices of the input and are
/// never collected. Everything else of one response is bounded by `maximumResponse`.
struct ResponseParser {
  /// The most bytes of one response that are not a body.
  static let maximumResponse = 1 << 20

  private enum State {
    case line
    case literal(remaining: Int)
    case fetch
    /// The rest of a line that can't be read.
    case unreadable
  }

  /// A response that can't be read is passed over, up to its line's end: in a list it costs one
  /// message.
  var passesUnreadable = false

  private var state = State.line
  private var line: [UInt8] = []
  private var fetch = FetchParser()
  private var mayBeFragment: Bool

  /// With `startsInFragment` the first line may be the end of one whose beginning was lost, and is
  /// skipped when it makes no sense: libcurl keeps what arrived together with the login's reply.
  init(startsInFragment: Bool = false) {
    mayBeFragment = startsInFragment
  }

  /// Takes the next event off the input; nil when the input is used up. The bytes of an event are
  /// a part of the input.
  mutating func next(
    _ input: inout UnsafeRawBufferPointer
  ) throws(ProtocolViolation) -> ResponseEvent? {
    while true {
      switch state {
      case .fetch:
        guard let event = try nextOfFetch(&input) else { return nil }
        if case .fetchEnded = event { state = .line }
        return event
      case .unreadable:
        guard let end = input.firstIndex(of: UInt8(ascii: "\n")) else {
          input = UnsafeRawBufferPointer(rebasing: input.suffix(0))
          return nil
        }
        input = UnsafeRawBufferPointer(rebasing: input.dropFirst(end + 1))
        state = .line
      case .literal(let remaining):
        takeLiteral(remaining, from: &input)
        if case .literal = state { return nil }
      case .line:
        guard let event = try takeLine(from: &input) else {
          if case .line = state { return nil }
          continue
        }
        return event
      }
    }
  }

  private mutating func nextOfFetch(
    _ input: inout UnsafeRawBufferPointer
  ) throws(ProtocolViolation) -> ResponseEvent? {
    do throws(ProtocolViolation) {
      return try fetch.next(&input)
    } catch {
      guard passesUnreadable else { throw error }
      state = fetch.failedAtLineEnd ? .line : .unreadable
      return .unreadable
    }
  }

  private mutating func takeLiteral(_ remaining: Int, from input: inout UnsafeRawBufferPointer) {
    let count = min(remaining, input.count)
    line.append(contentsOf: input.prefix(count))
    input = UnsafeRawBufferPointer(rebasing: input.dropFirst(count))
    state = count == remaining ? .line : .literal(remaining: remaining - count)
  }

  /// Collects a line, up to its end or up to the point where it turns out to be a FETCH.
  private mutating func takeLine(
    from input: inout UnsafeRawBufferPointer
  ) throws(ProtocolViolation) -> ResponseEvent? {
    for (offset, byte) in input.enumerated() {
      line.append(byte)
      guard line.count <= Self.maximumResponse else {
        throw ProtocolViolation("a line of its reply has no end")
      }
      let isEnd = byte == UInt8(ascii: "\n")
      let isFetch = byte == UInt8(ascii: "(") && beginsFetch
      guard isEnd || isFetch else { continue }
      input = UnsafeRawBufferPointer(rebasing: input.dropFirst(offset + 1))
      return isFetch ? startFetch() : try endLine()
    }
    input = UnsafeRawBufferPointer(rebasing: input.suffix(0))
    return nil
  }

  /// The line so far is `* NUMBER FETCH (`.
  private var beginsFetch: Bool {
    guard line.count < 40, line.starts(with: "* ".utf8) else { return false }
    let rest = line.dropFirst(2).drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return rest.count < line.count - 2
      && String(decoding: rest, as: UTF8.self).uppercased() == " FETCH ("
  }

  private mutating func startFetch() -> ResponseEvent {
    line.removeAll(keepingCapacity: true)
    mayBeFragment = false
    state = .fetch
    fetch = FetchParser()
    return .fetchBegan
  }

  /// A line's end: the response is complete, or a literal follows.
  private mutating func endLine() throws(ProtocolViolation) -> ResponseEvent? {
    if !mayBeFragment, !isText, let count = Self.literalCount(endingLine: line.dropLast()) {
      guard count <= UInt64(Self.maximumResponse - line.count) else {
        let violation = ProtocolViolation(
          "its reply announces \(count) bytes where a name belongs")
        return try passOver(violation)
      }
      state = .literal(remaining: Int(count))
      return nil
    }
    defer { line.removeAll(keepingCapacity: line.count <= 1 << 16) }
    do throws(ProtocolViolation) {
      return try parseLine()
    } catch {
      return try passOver(error)
    }
  }

  private mutating func passOver(
    _ violation: ProtocolViolation
  ) throws(ProtocolViolation) -> ResponseEvent {
    guard passesUnreadable else { throw violation }
    line.removeAll(keepingCapacity: line.count <= 1 << 16)
    return .unreadable
  }

  private mutating func parseLine() throws(ProtocolViolation) -> ResponseEvent {
    var whole = line.dropLast()
    if whole.last == UInt8(ascii: "\r") { whole.removeLast() }
    let event = try ResponseLine.event(whole)
    guard mayBeFragment else {
      if let event { return event }
      throw ProtocolViolation("its reply is not IMAP")
    }
    mayBeFragment = false
    return event ?? .other
  }

  /// The line is one that ends in text for people, where `{5}` announces nothing.
  private var isText: Bool {
    if line.first == UInt8(ascii: "+") { return true }
    var scanner = LineScanner(line[...])
    _ = scanner.word()
    scanner.skipSpaces()
    return scanner.word().flatMap { StatusResponse.Kind(rawValue: $0.uppercased()) } != nil
  }

  /// The count of a literal that a line announces at its end, `{n}` or `~{n}`; nil for none.
  static func literalCount(endingLine line: ArraySlice<UInt8>) -> UInt64? {
    var line = line
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    guard line.popLast() == UInt8(ascii: "}"),
      let open = line.lastIndex(of: UInt8(ascii: "{"))
    else { return nil }
    let digits = line[line.index(after: open)...]
    guard !digits.isEmpty, digits.count <= 20,
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return UInt64(String(decoding: digits, as: UTF8.self)) ?? .max
  }
}
