import Foundation
import Records

/// A close look at a store whose soundness is in doubt, part by part. An examination changes
/// nothing. Each look blocks.
package protocol Examination: Sendable {
  /// Makes the look that is under way, and each later one, throw `CancellationError` soon. Any
  /// thread may call this.
  func interrupt()

  /// The version of the stored schema and of the one that this program knows. Throws when the
  /// database is another program's.
  func schema() throws -> (stored: Int, known: Int)

  /// The engine with its version, and whether the store has the lock that every process takes which
  /// writes to the store.
  func journal() throws -> (engine: String, isGuarded: Bool)

  /// The engine's findings on its files, and rows that name others that aren't there; empty when
  /// the database is sound. With `deep` every index is compared with its table too.
  func databaseFaults(deep: Bool) throws -> [String]

  /// Looks for the file of every content and at its length; with `deep` its bytes are hashed.
  /// Without that, the findings of scrubs count.
  func contents(deep: Bool, now: Date) throws -> ExaminedContents

  /// Walks the chain of every company's log.
  func logs() throws -> [(slug: String, verification: LogVerification)]

  /// Works in batches of which none was committed after a moment. None are known of an older
  /// schema.
  func unfinished(before moment: Date) throws -> [UnfinishedWork]

  /// The time zones that companies have.
  func timeZones() throws -> [String]
}
