import Foundation
import Platform
import Records

/// The lines of an open descriptor as they arrive, those that are there together at a time: a
/// writer that waits for an answer isn't kept waiting for a second line.
package struct ArrivingLines: Sendable {
  private var lines: LineReader

  package init(_ descriptor: Int32) { lines = LineReader(descriptor) }

  /// Waits for a line, and gives it with those that are at hand behind it, `most` at most; empty
  /// lines are left out. Nil at the end. One that is too long is a refusal.
  package mutating func next(atMost most: Int) async throws -> [Result<Data, Refusal>]? {
    let lines = lines
    let (group, rest) = try await BlockingWork.result("minicrm.lines") {
      var lines = lines
      return (try lines.group(atMost: most), lines)
    }.get()
    self.lines = rest
    return group
  }
}

extension LineReader {
  fileprivate mutating func group(atMost most: Int) throws -> [Result<Data, Refusal>]? {
    var group: [Result<Data, Refusal>] = []
    repeat {
      do {
        guard let line = try next() else { return group.isEmpty ? nil : group }
        if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { group.append(.success(line)) }
      } catch let refusal as Refusal {
        group.append(.failure(refusal))
      }
    } while group.isEmpty || (group.count < most && hasLineAtHand)
    return group
  }
}
