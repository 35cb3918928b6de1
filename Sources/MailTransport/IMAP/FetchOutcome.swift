/// The outcome of one request for bodies. A UID asked for that is in neither list did not come: its
/// message was expunged, or the server could not deliver it.
package struct FetchOutcome: Sendable, Equatable {
  /// The messages whose bodies the sink saw to the end, in the order of arrival.
  package var delivered: [UID]
  /// The messages for which the server said NIL instead of a body.
  package var withoutBody: [UID]
  /// The server's words when it answered NO or BAD.
  package var refusal: String?
  /// The words say that the refusal is for now only.
  package var refusesForNow: Bool
  /// The words say that a limit of the server's was reached.
  package var hitsLimit = false

  package init(
    delivered: [UID] = [], withoutBody: [UID] = [], refusal: String? = nil,
    refusesForNow: Bool = false
  ) {
    self.delivered = delivered
    self.withoutBody = withoutBody
    self.refusal = refusal
    self.refusesForNow = refusesForNow
  }

  /// With what became of another command of the same request.
  mutating func add(_ other: FetchOutcome) {
    delivered += other.delivered
    withoutBody += other.withoutBody
    refusal = refusal ?? other.refusal
    refusesForNow = refusesForNow || other.refusesForNow
    hitsLimit = hitsLimit || other.hitsLimit
  }
}
