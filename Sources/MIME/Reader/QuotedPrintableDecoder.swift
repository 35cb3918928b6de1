import Glibc

/// Quoted-printable (RFC 2045 section 6.7): soft line breaks go, white space at a line's end goes,
/// hexadecimal digits may be in lower case, and what is malformed stays as it is.
struct QuotedPrintableDecoder: StreamDecoder {
  /// The escapes that the bytes held back may become.
  private enum State {
    case text
    /// After "=", with the white space after it.
    case afterEquals
    /// After "=" and one hexadecimal digit.
    case afterDigit
    /// After the CR of a soft line break, whose LF goes too.
    case afterSoftReturn
  }

  private var state = State.text
  /// In `text`: white space that goes if the line ends here. Else what stays if the escape fails.
  private var held: [UInt8] = []

  /// White space of more bytes than this is kept, also at a line's end, since all of it would have
  /// to be held back; so is an escape.
  private static let mostHeld = 4_096

  static let mostExtraBytes = mostHeld + 8

  mutating func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Int {
    var sink = Sink(target: output)
    var index = 0
    while index < input.count {
      switch state {
      case .text: index = takeText(input, from: index, into: &sink)
      case .afterEquals: index += takeAfterEquals(input[index], into: &sink)
      case .afterDigit: index += takeAfterDigit(input[index], into: &sink)
      case .afterSoftReturn:
        if input[index] == .lineFeed { index += 1 }
        state = .text
      }
    }
    return sink.count
  }

  /// White space at the very end goes like at a line's end; so does a "=" with nothing after it.
  mutating func finish(into output: UnsafeMutableRawBufferPointer) -> Int {
    var sink = Sink(target: output)
    if state == .afterDigit { sink.append(held) }
    held.removeAll()
    state = .text
    return sink.count
  }

  /// Copies text up to the next "=" or line end, or all but the white space at the chunk's end.
  private mutating func takeText(
    _ input: UnsafeRawBufferPointer, from start: Int, into sink: inout Sink
  ) -> Int {
    let end = Self.endOfRun(input, from: start)
    var textEnd = end
    if end == input.count || input[end] != .equals {
      while textEnd > start, input[textEnd - 1].isBlank { textEnd -= 1 }
    }
    if textEnd > start || (end < input.count && input[end] == .equals) { release(into: &sink) }
    sink.append(UnsafeRawBufferPointer(rebasing: input[start..<textEnd]))
    guard end < input.count else {
      hold(UnsafeRawBufferPointer(rebasing: input[textEnd..<end]), into: &sink)
      return end
    }
    if input[end] == .equals {
      if let next = Self.takeWholeEscape(input, at: end, into: &sink) { return next }
      state = .afterEquals
      held.append(.equals)
    } else {
      held.removeAll(keepingCapacity: true)
      sink.append(input[end])
    }
    return end + 1
  }

  /// The index of the next "=", CR or LF, or the chunk's end.
  private static func endOfRun(_ input: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index < input.count {
      let byte = input[index]
      if byte == .equals || byte == .lineFeed || byte == .carriageReturn { break }
      index &+= 1
    }
    return index
  }

  /// The escape or soft line break at `start` when all of it is in the chunk: the usual case.
  /// Returns the index after it.
  private static func takeWholeEscape(
    _ input: UnsafeRawBufferPointer, at start: Int, into sink: inout Sink
  ) -> Int? {
    guard start + 2 < input.count else { return nil }
    let (first, second) = (input[start + 1], input[start + 2])
    if let high = first.hexadecimalValue, let low = second.hexadecimalValue {
      sink.append(high << 4 | low)
      return start + 3
    }
    if first == .lineFeed { return start + 2 }
    return first == .carriageReturn && second == .lineFeed ? start + 3 : nil
  }

  private mutating func takeAfterEquals(_ byte: UInt8, into sink: inout Sink) -> Int {
    if byte.hexadecimalValue != nil, held.count == 1 {
      held.append(byte)
      state = .afterDigit
      return 1
    }
    if byte == .lineFeed || byte == .carriageReturn {
      held.removeAll(keepingCapacity: true)
      state = byte == .lineFeed ? .text : .afterSoftReturn
      return 1
    }
    if byte.isBlank, held.count < Self.mostHeld {
      held.append(byte)
      return 1
    }
    return giveUp(into: &sink)
  }

  private mutating func takeAfterDigit(_ byte: UInt8, into sink: inout Sink) -> Int {
    guard let low = byte.hexadecimalValue, let high = held.last?.hexadecimalValue else {
      return giveUp(into: &sink)
    }
    sink.append(high << 4 | low)
    held.removeAll(keepingCapacity: true)
    state = .text
    return 1
  }

  /// The bytes held back were no escape but text, and the byte at hand is looked at again.
  private mutating func giveUp(into sink: inout Sink) -> Int {
    state = .text
    // White space after the "=" may still turn out to end a line.
    let kept = held.prefix { !$0.isBlank }
    sink.append(Array(kept))
    held.removeFirst(kept.count)
    return 0
  }

  private mutating func hold(_ blanks: UnsafeRawBufferPointer, into sink: inout Sink) {
    held.append(contentsOf: blanks)
    if held.count > Self.mostHeld { release(into: &sink) }
  }

  private mutating func release(into sink: inout Sink) {
    guard !held.isEmpty else { return }
    sink.append(held)
    held.removeAll(keepingCapacity: true)
  }

  /// The sink of decoded bytes.
  private struct Sink {
    let target: UnsafeMutableRawBufferPointer
    var count = 0

    @inline(__always)
    mutating func append(_ byte: UInt8) {
      target[count] = byte
      count += 1
    }

    mutating func append(_ bytes: [UInt8]) {
      bytes.withUnsafeBytes { append($0) }
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
      guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
      target.baseAddress?.advanced(by: count).copyMemory(from: source, byteCount: bytes.count)
      count += bytes.count
    }
  }
}
