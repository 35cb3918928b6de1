import Platform

/// The wait for another try, in pieces: between them it is looked whether a try is worth while
/// already.
package struct RetryWait: Sendable {
  package typealias Sleep = @Sendable (Duration) async throws -> Void

  /// Between two looks at what a refused login depends on, and at whatever else may end a wait.
  private static let piece = Duration.seconds(5)

  private let sleep: Sleep

  package init(sleep: @escaping Sleep = { try await Task.sleep(for: $0) }) {
    self.sleep = sleep
  }

  /// Waits for `pause`, or until `isOver`. `sign` hears of each piece. Throws what `isOver` throws,
  /// and when the task is cancelled.
  package func wait(
    _ pause: Duration, sign: LifeSign, until isOver: () throws -> Bool
  ) async throws {
    var left = pause
    while left > .zero {
      let piece = min(left, Self.piece)
      sign(piece)
      try await sleep(piece)
      left -= piece
      if left > .zero, try isOver() { return }
    }
  }
}
