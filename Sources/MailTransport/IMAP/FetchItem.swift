/// An item of a FETCH response, by what its value is to the session (RFC 9051 §7.5.2).
enum FetchItem {
  case uid, size, internalDate, body
  /// Nobody asked for it.
  case skipped

  init(named name: [UInt8]) {
    switch String(decoding: name, as: UTF8.self).uppercased() {
    case "UID": self = .uid
    case "RFC822.SIZE": self = .size
    case "INTERNALDATE": self = .internalDate
    case "BODY[]", "BODY[]<0>": self = .body
    default: self = .skipped
    }
  }

  /// The event of a complete value; nil for one that says nothing.
  func event(
    of value: [UInt8], isNil: Bool
  ) throws(ProtocolViolation) -> ResponseEvent? {
    switch self {
    case .skipped: return nil
    case .body:
      guard isNil else { throw .malformedFetch }
      return .bodyMissing
    case .uid:
      guard let uid = UInt32(exactly: try Self.number(value)), uid > 0 else {
        throw .numberOutOfRange
      }
      return .uid(UID(rawValue: uid))
    case .size:
      // A hint only, so an absurd one is no reason to give the whole folder up.
      return Self.isNumber(value)
        ? .size(Int64(String(decoding: value, as: UTF8.self)) ?? .max) : nil
    case .internalDate:
      return .internalDate(isNil ? nil : InternalDate.parse(value))
    }
  }

  static func number(_ digits: [UInt8]) throws(ProtocolViolation) -> UInt64 {
    guard isNumber(digits) else { throw .malformedFetch }
    guard let number = UInt64(String(decoding: digits, as: UTF8.self)) else {
      throw .numberOutOfRange
    }
    return number
  }

  private static func isNumber(_ digits: [UInt8]) -> Bool {
    !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}

extension ProtocolViolation {
  static let malformedFetch = ProtocolViolation("a FETCH response of it is malformed")
  static let numberOutOfRange = ProtocolViolation("a number in its FETCH response is out of range")
}
