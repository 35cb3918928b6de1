import Dispatch

/// Work that waits for files and disks: on a queue of its own instead of the cooperative pool.
enum BlockingWork {
  /// What `body` throws becomes a `StoreError` about the store in `directory`, or about what
  /// `subject` says is there.
  static func run<Value: Sendable>(
    _ label: String, directory: String, subject: String? = nil,
    _ body: @escaping @Sendable () throws -> Value
  ) async throws(StoreError) -> Value {
    let result = await result(label, body)
    switch result {
    case .success(let value): return value
    case .failure(let error):
      throw StoreError.wrapping(error, directory: directory, subject: subject)
    }
  }

  /// What `body` returns or throws, as it is.
  static func result<Value: Sendable>(
    _ label: String, _ body: @escaping @Sendable () throws -> Value
  ) async -> Result<Value, any Error> {
    let queue = DispatchQueue(label: label)
    return await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: Result { try body() }) }
    }
  }
}
