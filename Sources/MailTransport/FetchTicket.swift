/// A request for bodies that is under way; redeemed once with `IMAPSession.receive`.
package struct FetchTicket: Sendable {
  /// One `UID FETCH` on the wire, and what it asked for.
  struct Command: Sendable {
    let tag: String
    let uids: [UID]
  }

  /// The UIDs asked for, ascending.
  package let uids: [UID]
  let commands: [Command]
}
