import Glibc

/// Splits a multipart body (RFC 2046 §5.1.1, with CRLF as RFC 7578 wants it) into its parts, as its
/// bytes come. No more is kept than the fields of a part or the length of a delimiter.
package struct MultipartScanner: Sendable {
  package enum Event: Sendable, Hashable {
    /// A part begins; its fields as they came, each line with its end.
    case part(fields: [UInt8])
    /// Content of that part; an end may come without any.
    case bytes(ArraySlice<UInt8>)
    case partEnd
  }

  package enum Fault: Error, Sendable, Hashable {
    /// A part's fields are longer than allowed.
    case longFields
    /// There are more parts than allowed.
    case manyParts
    /// Something else than a line's end follows a delimiter.
    case brokenDelimiter
    /// The body ended before its last delimiter.
    case cutOff
  }

  private enum State {
    case preamble
    /// The delimiter is read, its line isn't.
    case delimiter
    case fields
    case content
    case epilogue
  }

  private static let lineEnd: [UInt8] = [0x0d, 0x0a]
  private static let fieldsEnd: [UInt8] = [0x0d, 0x0a, 0x0d, 0x0a]
  /// Spaces that may follow a delimiter.
  private static let padding = 64

  private let delimiter: [UInt8]
  private let longestFields: Int
  private var partsLeft: Int
  private var state = State.preamble
  /// Bytes that are not decided yet. The first delimiter needs no line before it.
  private var held = lineEnd

  /// `boundary` as the content type names it, without dashes; `longestFields` in bytes.
  package init(boundary: String, longestFields: Int, mostParts: Int) {
    delimiter = Self.lineEnd + Array("--".utf8) + Array(boundary.utf8)
    self.longestFields = longestFields
    partsLeft = mostParts
  }

  /// The events of the next bytes, in order.
  package mutating func scan(_ bytes: [UInt8]) throws(Fault) -> [Event] {
    if case .epilogue = state { return [] }
    held += bytes
    var rest = held[...]
    var events: [Event] = []
    while try step(&rest, &events) {}
    held = Array(rest)
    return events
  }

  /// To be called at the body's end.
  package func finish() throws(Fault) {
    guard case .epilogue = state else { throw .cutOff }
  }

  /// Returns false when more bytes are needed.
  private mutating func step(
    _ rest: inout ArraySlice<UInt8>, _ events: inout [Event]
  ) throws(Fault) -> Bool {
    switch state {
    case .preamble: return content(&rest) { _ in }
    case .delimiter: return try delimiterLine(&rest)
    case .fields: return try fields(&rest, &events)
    case .content:
      let hasEnded = content(&rest) { events.append(.bytes($0)) }
      if hasEnded { events.append(.partEnd) }
      return hasEnded
    case .epilogue:
      rest = []
      return false
    }
  }

  /// Gives all that is surely no delimiter. Returns whether there is one, and goes behind it.
  private mutating func content(
    _ rest: inout ArraySlice<UInt8>, _ give: (ArraySlice<UInt8>) -> Void
  ) -> Bool {
    if let start = Self.find(delimiter, in: rest) {
      if start > rest.startIndex { give(rest[..<start]) }
      rest = rest[(start + delimiter.count)...]
      state = .delimiter
      return true
    }
    let sure = rest.endIndex - (delimiter.count - 1)
    if sure > rest.startIndex {
      give(rest[..<sure])
      rest = rest[sure...]
    }
    return false
  }

  private mutating func delimiterLine(_ rest: inout ArraySlice<UInt8>) throws(Fault) -> Bool {
    guard rest.count >= 2 else { return false }
    if rest.starts(with: "--".utf8) {
      state = .epilogue
      return true
    }
    let line = rest.prefix(Self.padding).drop { $0 == 0x20 || $0 == 0x09 }
    guard line.count >= 2 else {
      if rest.count >= Self.padding { throw .brokenDelimiter }
      return false
    }
    guard line.starts(with: Self.lineEnd) else { throw .brokenDelimiter }
    guard partsLeft > 0 else { throw .manyParts }
    partsLeft -= 1
    // The line's end stays: a part without fields is the end of a line, twice.
    rest = rest[line.startIndex...]
    state = .fields
    return true
  }

  private mutating func fields(
    _ rest: inout ArraySlice<UInt8>, _ events: inout [Event]
  ) throws(Fault) -> Bool {
    let end = Self.find(Self.fieldsEnd, in: rest)
    guard (end ?? rest.endIndex) - rest.startIndex <= longestFields else { throw .longFields }
    guard let end else { return false }
    let first = rest.startIndex + Self.lineEnd.count
    events.append(.part(fields: end < first ? [] : Array(rest[first..<(end + 2)])))
    rest = rest[(end + Self.fieldsEnd.count)...]
    state = .content
    return true
  }

  /// `needle` begins with a CR, which content seldom has.
  private static func find(_ needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBytes { area in
      guard let base = area.baseAddress else { return nil }
      var start = 0
      while start + needle.count <= area.count {
        let room = area.count - needle.count + 1 - start
        guard let found = memchr(base + start, Int32(needle[0]), room) else { return nil }
        if memcmp(found, needle, needle.count) == 0 {
          return bytes.startIndex + (UnsafeRawPointer(found) - base)
        }
        start = UnsafeRawPointer(found) - base + 1
      }
      return nil
    }
  }
}
