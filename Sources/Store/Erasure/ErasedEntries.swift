import Foundation
import Platform
import Records

/// The entries of a log whose texts one erasure took, or took a name out of. The entry that records
/// the erasure lists them, and the hash chain covers that list: so a text that went without being
/// listed is a fault.
struct ErasedEntries: Hashable {
  /// A text without the name that was in it.
  struct Mask: Hashable {
    let id: Int64
    let text: String
    let salt: [UInt8]
    /// SHA-256(salt ‖ text).
    let digest: Digest

    init(of id: Int64, leaving text: String) {
      (self.id, self.text, salt) = (id, text, LogChain.randomSalt())
      digest = LogChain.textDigest(salt: salt, text: text)
    }
  }

  private let emptied: [Int64]
  private let masks: [Mask]

  /// Nil for none.
  init?(emptied: [Int64], masks: [Mask]) {
    guard !emptied.isEmpty || !masks.isEmpty else { return nil }
    self.emptied = emptied.sorted()
    self.masks = masks
  }

  /// `,12,40,`: so an id is in it when `,id,` is. Nil without any.
  var storedIDs: String? {
    emptied.isEmpty ? nil : "," + emptied.map(String.init).joined(separator: ",") + ","
  }

  /// `,12:00FF…,`. Nil without any.
  var storedMasks: String? {
    let pairs = masks.map { "\($0.id):\(Self.hexadecimal($0.digest))" }
    return pairs.isEmpty ? nil : "," + pairs.joined(separator: ",") + ","
  }

  static func hexadecimal(_ digest: Digest) -> String {
    digest.hexadecimal.uppercased()
  }
}

/// All that the erasures of one log have recorded.
struct RecordedErasures {
  /// The numbers of the entries that took the texts, by the ids of those that had them.
  private var emptied: [Int64: Int64] = [:]
  /// The same of those that took a name, with the digest of what they left.
  private var masked: [Int64: [Int64: Substring]] = [:]

  init(of company: CompanyID, in transaction: Transaction) throws {
    let records: SQL = """
      SELECT number, erases, masks FROM logEntry
      WHERE company = \(company) AND (erases IS NOT NULL OR masks IS NOT NULL)
      """
    try transaction.forEach(records) { row in
      let record: Int64 = row["number"]
      for id in (row["erases"] as String? ?? "").split(separator: ",") {
        if let id = Int64(id) { emptied[id] = record }
      }
      for pair in (row["masks"] as String? ?? "").split(separator: ",") {
        let parts = pair.split(separator: ":")
        guard parts.count == 2, let id = Int64(parts[0]) else { continue }
        masked[id, default: [:]][record] = parts[1]
      }
    }
  }

  /// The fault of an entry's text; nil when the text is as it was, or as an erasure left it.
  func fault(in row: SQLRow) -> String? {
    let (id, eraser): (Int64, Int64?) = (row["id"], row["erasedBy"])
    guard let text = row["text"] as String?, let salt = row["textSalt"] as [UInt8]? else {
      return eraser != nil && emptied[id] == eraser ? nil : "its text is gone"
    }
    let found = LogChain.textDigest(salt: salt, text: text)
    guard let eraser else {
      return found == row["textDigest"] ? nil : "its text was changed"
    }
    let left = masked[id]?[eraser].map(String.init)
    return left == ErasedEntries.hexadecimal(found) ? nil : "its text was changed"
  }
}
