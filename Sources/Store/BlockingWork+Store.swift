import Platform

extension BlockingWork {
  /// Errors of `body` become `StoreError`s about the store in `directory`, which `subject` names.
  package static func run<Value: Sendable>(
    _ label: String, directory: String, subject: String? = nil,
    _ body: @escaping @Sendable () throws -> Value
  ) async throws(StoreError) -> Value {
    switch await result(label, body) {
    case .success(let value): return value
    case .failure(let error):
      throw StoreError.wrapping(error, directory: directory, subject: subject)
    }
  }
}
