/// One `UID FETCH` that is under way. On the session's queue only.
final class FetchCommand {
  let tag: String
  /// The line that goes over the wire, with its line end.
  let line: String
  let uids: [UID]
  /// The sink of the command's bodies.
  let sink: any MessageSink

  var isSent = false
  /// The tagged response that ends it.
  var reply: StatusResponse?
  /// The UIDs whose bodies did not come yet.
  var wanted: Set<UID>
  var outcome = FetchOutcome()

  init(_ uids: [UID], text: String, body: String, into sink: any MessageSink) {
    tag = IMAPSession.makeTag()
    line = "\(tag) UID FETCH \(text) (UID INTERNALDATE \(body))\r\n"
    self.uids = uids
    self.sink = sink
    wanted = Set(uids)
  }

  /// The server works on the command.
  var isOnWire: Bool { isSent && reply == nil }
}

/// A request for bodies that is under way; redeemed once with `IMAPSession.receive`.
package struct FetchTicket: Sendable {
  /// The tags of the request's commands, in order.
  let tags: [String]
  /// The UIDs asked for, ascending.
  package let uids: [UID]
}
