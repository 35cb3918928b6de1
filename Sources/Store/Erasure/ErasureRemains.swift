import Foundation
import Records

/// The places of the data that an erasure leaves to the operator.
package struct ErasureRemains: Sendable, Hashable {
  /// Backups taken before, by their directories.
  package internal(set) var backups: [TakenBackup] = []
  /// Mails from the addresses, of the company or of none, that wait for a decision.
  package internal(set) var undecided: [MailID] = []
  /// Documents that name the subject and are to be kept until a day.
  package internal(set) var kept: [DocumentID] = []

  init() {}

  /// Looks for all. Mails that were `known` to be from an address, which may be gone by now, count
  /// as long as they wait.
  init(of erasure: Erasure, known: [MailID], in transaction: Transaction) throws {
    backups = try transaction.rows(
      "SELECT directory, takenAt FROM backupTaken ORDER BY directory"
    ).map { TakenBackup(directory: $0["directory"], takenAt: $0["takenAt"]) }
    let known = Set(known)
    let owners: [SQL] = ["company = \(erasure.company)", "company IS NULL"]
    for owner in owners {
      let waiting = try transaction.rows(
        "SELECT id, sender FROM mail WHERE raw IS NOT NULL AND \(owner)")
      undecided += waiting.compactMap { row in
        let id: MailID = row["id"]
        return known.contains(id) || erasure.spellings.isSender(row["sender"]) ? id : nil
      }
    }
    kept = try erasure.keptDocuments(in: transaction)
    undecided.sort { $0.rawValue < $1.rawValue }
  }
}

/// A backup's directory, and when it was last made there.
package struct TakenBackup: Sendable, Hashable {
  package let directory: String
  package let takenAt: Date
}
