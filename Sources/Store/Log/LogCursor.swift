import Foundation
import Records

/// The opaque text that callers pass back to go on behind an entry. It names the entry, not a count
/// of what came before, so it stays right while entries are appended; and it names it by what its
/// company sees of it, so it says nothing of other companies.
struct LogCursor: Hashable {
  /// The version of the form, in the cursor's first byte. Cursors without a version were numbers in
  /// base 36.
  private static let version: UInt8 = 1
  private static let byteCount = 1 + 2 * MemoryLayout<Int64>.size

  let number: LogNumber
  /// Tells a cursor of another log, or one made up, by which no page should go on.
  let at: Date

  init(after entry: LogEntry) {
    (number, at) = (entry.number, entry.at)
  }

  init(_ text: String) throws(StoreError) {
    let padded = Self.exchanged(text, ["-": "+", "_": "/"]) + "="
    guard let bytes = Data(base64Encoded: padded), bytes.count == Self.byteCount,
      bytes.first == Self.version
    else { throw Self.unknown }
    let values = [bytes.dropFirst().prefix(8), bytes.suffix(8)].map {
      $0.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    }
    number = LogNumber(rawValue: Int64(bitPattern: values[0]))
    at = Date(timeIntervalSince1970: Double(Int64(bitPattern: values[1])))
  }

  /// 23 characters of base64url (RFC 4648, 5), without padding.
  var text: String {
    var bytes = Data([Self.version])
    for value in [number.rawValue, at.storedSeconds] {
      withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
    return String(
      Self.exchanged(bytes.base64EncodedString(), ["+": "-", "/": "_"]).prefix { $0 != "=" })
  }

  /// The place of the cursor's entry in the company's log.
  func place(in company: CompanyID, _ transaction: Transaction) throws -> LogPlace {
    try row(in: company, transaction)["place"]
  }

  /// The number of the cursor's entry, which is one of the company's log.
  func number(in company: CompanyID, _ transaction: Transaction) throws -> LogNumber {
    try row(in: company, transaction)["number"]
  }

  private func row(in company: CompanyID, _ transaction: Transaction) throws -> SQLRow {
    let row = try transaction.row(
      "SELECT number, place, at FROM logEntry WHERE company = \(company) AND number = \(number)")
    guard let row, row["at"] as Date == at else { throw Self.unknown }
    return row
  }

  private static let unknown = StoreError(
    Refusal(of: .cursor, .request(.foreignCursor)))

  private static func exchanged(_ text: String, _ letters: [Character: Character]) -> String {
    String(text.map { letters[$0] ?? $0 })
  }
}
