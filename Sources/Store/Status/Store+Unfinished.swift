import Foundation
import Records

/// A work in batches that is under way, or was cut off: only a part of it is done.
package struct UnfinishedWork: Sendable, Hashable {
  package enum Work: Sendable, Hashable {
    /// The kind of the file's rows (customers, tasks, events), the file's name, and its rows.
    case imported(kind: String, file: String, done: Int, total: Int)
    case erasure(of: Subject, id: Int64)
  }

  package enum Subject: String, Sendable, Hashable { case contact, person }

  /// The company's slug.
  package let company: String
  package let work: Work
  /// When a batch was last committed.
  package let changedAt: Date
}

extension Store {
  /// Works of which no batch was committed after a moment: nobody is at them any more.
  package func unfinished(before moment: Date) async throws(StoreError) -> [UnfinishedWork] {
    try await engine.read { try UnfinishedWork.all(before: moment, in: $0) }
  }
}

extension UnfinishedWork {
  private static func imports(before moment: Date) -> SQL {
    """
    SELECT slug, kind, importJournal.name AS file, done, total, changedAt
    FROM importJournal JOIN company ON company.id = company
    WHERE changedAt < \(moment) AND done < total ORDER BY importJournal.id
    """
  }

  private static func erasures(before moment: Date) -> SQL {
    """
    SELECT slug, contact, person, changedAt
    FROM erasureJournal JOIN company ON company.id = company
    WHERE changedAt < \(moment) AND NOT \(raw: ErasureJournal.isFinishedSQL)
    ORDER BY erasureJournal.id
    """
  }

  package static func all(before moment: Date, in transaction: Transaction) throws
    -> [UnfinishedWork]
  {
    let imports = try transaction.rows(imports(before: moment)).map { row in
      UnfinishedWork(
        company: row["slug"],
        work: .imported(
          kind: row["kind"], file: row["file"], done: row["done"], total: row["total"]),
        changedAt: row["changedAt"])
    }
    let erasures = try transaction.rows(erasures(before: moment)).map { row in
      let contact: Int64? = row["contact"]
      return UnfinishedWork(
        company: row["slug"],
        work: contact.map { .erasure(of: .contact, id: $0) }
          ?? .erasure(of: .person, id: row["person"]),
        changedAt: row["changedAt"])
    }
    return imports + erasures
  }
}
