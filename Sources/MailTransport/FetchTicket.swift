/// A request for bodies that is under way; redeemed once with `IMAPSession.receive`.
package struct FetchTicket: Sendable {
  /// One `UID FETCH`, and what it asks for.
  struct Command: Sendable {
    let tag: String
    /// What goes over the wire, with its line end.
    let line: String
    let uids: [UID]
  }

  let commands: [Command]

  /// The UIDs asked for, ascending.
  package var uids: [UID] { commands.flatMap(\.uids) }
}
