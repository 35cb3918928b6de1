import Dispatch

/// Work that waits for files and disks: on a queue of its own instead of the cooperative pool.
package enum BlockingWork {
  /// Runs `body`, and gives its value or its error as it is.
  package static func result<Value: Sendable>(
    _ label: String, _ body: @escaping @Sendable () throws -> Value
  ) async -> Result<Value, any Error> {
    let queue = DispatchQueue(label: label)
    return await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: Result { try body() }) }
    }
  }
}
