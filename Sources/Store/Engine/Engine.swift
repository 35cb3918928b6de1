import Foundation

/// An engine keeps a store's rows. Every verb of the store is one transaction of an engine.
package protocol Engine: Sendable {
  /// The store's directory.
  var directory: String { get }

  /// Lets `body` read the store as it stands at one moment.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws(StoreError) -> Value

  /// Commits what `body` does, or nothing. One body at a time runs, of whatever process.
  /// `insisting` waits on when the task is cancelled: for what has happened outside, and would
  /// happen again were it not known here.
  func write<Value: Sendable>(
    insisting: Bool, _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws(StoreError) -> Value

  /// Blocks; for callers that are off the cooperative pool anyway.
  func readBlocking<Value>(_ body: (Transaction) throws -> Value) throws(StoreError) -> Value

  /// Blocks; for callers that are off the cooperative pool anyway.
  func writeBlocking<Value>(_ body: (Transaction) throws -> Value) throws(StoreError) -> Value

  /// Nothing is to be done for a while: the engine may tidy up.
  func rest() async

  /// Throws `replaced` when this is no longer the store that was opened.
  func requireInPlace() throws(StoreError)

  /// Backs the store up into a directory while others work on it. Blocks.
  func backUp(_ store: Store, to directory: String, now: Date) throws -> BackupReport

  /// Takes what erased rows left in the engine's files out of them; a large database only when
  /// `always` says so. Blocks.
  func removeTraces(of store: Store, always: Bool) throws -> RemainingTraces
}

extension Engine {
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws(StoreError) -> Value {
    try await write(insisting: false, body)
  }
}
