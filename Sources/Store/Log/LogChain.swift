import Foundation
import GRDB
import System

/// The hash chain of a company's log.
///
/// An entry's hash is SHA-256(hash of the company's entry before ‖ canonical entry). The
/// canonical entry is the list of its columns that hold a value, ordered by name, each as
/// length and bytes of the name, one byte for the type, length and bytes of the value. So
/// columns that come later leave the hashes of older entries, where they are null, as they are.
/// Left out are the hash itself, the number, which is the place in the chain (and which older entries
/// had none of when they were hashed), what an erasure writes, which the entry that records it covers,
/// and the text with its salt: the text is covered through
/// `textDigest` = SHA-256(salt ‖ text), which stays when a text must be erased, and which
/// the random salt keeps from being guessed.
enum LogChain {
  /// What the first entry of a company follows.
  static let start = [UInt8](repeating: 0, count: 32)

  private static let uncovered: Set = [
    "hash", "number", "text", "textSalt", "erasedBy", "maskDigest",
  ]

  private static func isCovered(_ column: String) -> Bool {
    !uncovered.contains(column)
  }

  static func textDigest(salt: [UInt8], text: String) -> [UInt8] {
    var digest = SHA256Digest()
    digest.update(salt)
    digest.update(Array(text.utf8))
    return digest.finish()
  }

  static func hash(after previous: [UInt8], columns: [(String, DatabaseValue)]) -> [UInt8] {
    var bytes = previous
    let covered = columns.filter { isCovered($0.0) && !$0.1.isNull }
    // Column names are ASCII, where this is the order of their bytes.
    for (name, value) in covered.sorted(by: { $0.0 < $1.0 }) {
      append(Array(name.utf8), to: &bytes)
      switch value.storage {
      case .null: break
      case .int64(let number): appendValue("i", bigEndian(UInt64(bitPattern: number)), to: &bytes)
      case .double(let number): appendValue("r", bigEndian(number.bitPattern), to: &bytes)
      case .string(let text): appendValue("t", Array(text.utf8), to: &bytes)
      case .blob(let data): appendValue("b", Array(data), to: &bytes)
      }
    }
    return SHA256Digest.of(bytes)
  }

  private static func appendValue(
    _ type: Unicode.Scalar, _ value: [UInt8], to bytes: inout [UInt8]
  ) {
    bytes.append(UInt8(ascii: type))
    append(value, to: &bytes)
  }

  private static func append(_ value: [UInt8], to bytes: inout [UInt8]) {
    bytes += bigEndian(UInt64(value.count))
    bytes += value
  }

  private static func bigEndian(_ number: UInt64) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
