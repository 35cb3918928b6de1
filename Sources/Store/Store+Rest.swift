extension Store {
  /// Nothing is to be done for a while: what was written is brought from the write-ahead log into
  /// the transaction, unless another process is at work on it.
  package func rest() async { await engine.rest() }

  /// Throws `replaced` when the store was moved away, or another put in its place, since it was
  /// opened. Every verb that writes looks too.
  package func requireInPlace() throws(StoreError) { try engine.requireInPlace() }
}
