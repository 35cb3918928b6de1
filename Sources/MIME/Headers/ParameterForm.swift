/// A parameter's name taken apart (RFC 2231 sections 3 and 4): "filename*0*" is piece 0 of
/// `filename`, percent-encoded.
struct ParameterForm {
  let name: String
  let piece: Int?
  let isEncoded: Bool

  /// Only these are kept, so that 80,000 others cost neither memory nor time.
  private static let wanted = [
    "boundary", "charset", "name", "filename", "protocol", "smime-type", "report-type",
  ].map { (name: $0, bytes: Array($0.utf8)) }

  /// Nil when the parameter is none of those that are kept.
  init?(_ written: ArraySlice<UInt8>) {
    var rest = written
    isEncoded = rest.last == .asterisk
    if isEncoded { rest.removeLast() }
    piece = Self.takePiece(from: &rest)
    let base = rest
    guard let known = Self.wanted.first(where: { Self.isEqual($0.bytes, base) }) else { return nil }
    name = known.name
  }

  /// The number after the last "*", which is taken off with it. It has at most four digits: no
  /// value of use has more pieces.
  private static func takePiece(from rest: inout ArraySlice<UInt8>) -> Int? {
    let digits = rest.suffix(4).reversed().prefix { $0.isDigit }.count
    let star = rest.endIndex - digits - 1
    guard digits > 0, star >= rest.startIndex, rest[star] == .asterisk else { return nil }
    let number = rest[(star + 1)...].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    rest = rest[..<star]
    return number
  }

  private static func isEqual(_ wanted: [UInt8], _ written: ArraySlice<UInt8>) -> Bool {
    guard wanted.count == written.count else { return false }
    return zip(wanted, written).allSatisfy { $0 == $1.asciiLowercased }
  }
}
