import Foundation
import Store
import Synchronization

/// An engine that counts its transactions.
final class CountingEngine: Engine {
  private let base: any Engine
  private let transactions = Mutex(0)

  init(_ base: any Engine) { self.base = base }

  /// The number of transactions since the last call.
  func take() -> Int {
    transactions.withLock { count in
      defer { count = 0 }
      return count
    }
  }

  private func note() { transactions.withLock { $0 += 1 } }

  var directory: String { base.directory }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws(StoreError) -> Value {
    note()
    return try await base.read(body)
  }

  func write<Value: Sendable>(
    insisting: Bool, _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws(StoreError) -> Value {
    note()
    return try await base.write(insisting: insisting, body)
  }

  func readBlocking<Value>(
    _ body: (Transaction) throws -> Value
  ) throws(StoreError) -> Value {
    note()
    return try base.readBlocking(body)
  }

  func writeBlocking<Value>(
    _ body: (Transaction) throws -> Value
  ) throws(StoreError) -> Value {
    note()
    return try base.writeBlocking(body)
  }

  func rest() async { await base.rest() }
  func requireInPlace() throws(StoreError) { try base.requireInPlace() }

  func backUp(_ store: Store, to directory: String, now: Date) throws -> BackupReport {
    try base.backUp(store, to: directory, now: now)
  }

  func removeTraces(of store: Store, always: Bool) throws -> RemainingTraces {
    try base.removeTraces(of: store, always: always)
  }
}
