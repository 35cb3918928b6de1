/// The parts of a transaction of many, of which one that breaks a rule is to fail alone: see
/// `Engine.writeParts`.
struct TransactionParts {
  let transaction: Transaction
  fileprivate let areApart: Bool

  /// A part: where they are apart, it is undone when it throws.
  func run<Value>(_ body: () throws -> Value) throws -> Value {
    areApart ? try transaction.part(body) : try body()
  }

  /// The error concerns its part alone, and may be dealt with; any other error has to go on.
  func failsAlone(_ error: any Error) -> Bool {
    areApart && StoreError.isAboutOneRow(error)
  }
}

extension Engine {
  /// One transaction of many parts. They are taken together at first, since each savepoint makes
  /// FTS5 write out what it has gathered for the log's index. Where one breaks a rule nothing of it
  /// stays, and they are taken again, each by itself. `insisting` is as of `write`.
  func writeParts<Value: Sendable>(
    insisting: Bool = false, _ body: @escaping @Sendable (TransactionParts) throws -> Value
  ) async throws(StoreError) -> Value {
    do throws(StoreError) {
      return try await write(insisting: insisting) {
        try body(TransactionParts(transaction: $0, areApart: false))
      }
    } catch  where StoreError.isAboutOneRow(error) {
      return try await write(insisting: insisting) {
        try body(TransactionParts(transaction: $0, areApart: true))
      }
    }
  }
}
