import FoundationEssentials

/// The sink of bodies. Called on the session's own queue, one call at a time, in order; never is
/// more than one message open. A thrown error ends the session with kind `.sink`.
///
/// A sink is `Sendable` since it is handed to the session and read by its owner afterwards: keep
/// the state in a `Mutex`.
package protocol MessageSink: AnyObject, Sendable {
  /// A body follows.
  func begin(_ uid: UID) throws
  /// The body's next bytes, valid during the call; as they are on the wire.
  func write(_ bytes: UnsafeRawBufferPointer) throws -> SinkAnswer
  /// The body was complete. `receivedAt` is INTERNALDATE, if the server gave it.
  func end(_ uid: UID, receivedAt: Date?) throws
  /// The body that had begun broke off.
  func abandon(_ uid: UID)
}

/// The sink's wish for the rest of the body.
package enum SinkAnswer: Sendable {
  case more
  /// A limit is reached: the session abandons the message and closes.
  case enough
}
