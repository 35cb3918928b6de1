import Foundation
import Records

/// Hands what a work did to whoever asked for it; throws when they can't have it.
package typealias Delivery<Answer> = (Answer) async throws -> Void

/// The answer of a finished work, kept until it was delivered: a process that ends between the last
/// commit and the answer would else leave nothing by which the same work, asked for again, is
/// known.
enum KeptAnswer {
  /// Seconds after which an answer that was never delivered is forgotten: whoever asks for the same
  /// then wants it done once more.
  static let lifetime: Int64 = 86_400

  /// A work that was finished at `moment`, in seconds, is still known.
  static func isKept(since moment: Int64, at now: Date) -> Bool {
    abs(now.storedSeconds - moment) < lifetime
  }

  /// The opposite as SQL, of the column `changedAt`.
  static func isForgotten(at now: Date) -> SQL { "abs(changedAt - \(now)) >= \(lifetime)" }
}
