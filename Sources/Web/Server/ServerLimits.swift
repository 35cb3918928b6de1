/// Bounds on what a client may cost. A client that keeps to none of them loses its connection.
package struct ServerLimits: Sendable, Hashable {
  /// Connections at once; more wait to be accepted.
  package var connections = 512
  /// Of one field of a request's head, the request line too, in bytes.
  package var fieldBytes = 16 << 10
  /// Of all fields of a head, in bytes.
  package var headBytes = 32 << 10
  package var fieldCount = 100
  /// Between requests on a connection.
  package var idle = Duration.seconds(60)
  /// From the first byte of a head to its last.
  package var head = Duration.seconds(10)
  /// The time that a body gets before its pace counts.
  package var bodyGrace = Duration.seconds(10)
  /// The slowest pace of a body after that, in bytes a second, over all of it.
  package var bodyPace = 1_024
  /// The longest pause of a client that has an answer to read.
  package var write = Duration.seconds(60)
  /// The time for which the rest of a request is read after its answer, so that the client can
  /// read the answer.
  package var drain = Duration.seconds(5)
  /// The time that requests in hand get at a stop.
  package var stop = Duration.seconds(5)

  package init() {}
}
