import Records

/// Something that is still to be done with the server's copy of a settled mail.
package struct DueAction: Sendable, Hashable {
  /// The progress of a move without MOVE.
  package enum Copying: Sendable, Hashable {
    case notBegun
    /// The copy was about to be made; whether it is there has to be seen.
    case begun(CopyTarget)
    /// The copy is there, only the deletion is left.
    case made
  }

  package let uid: UInt32
  package let action: MailboxAction
  /// Tries that failed so far.
  package let tries: Int
  package let copying: Copying

  package init(uid: UInt32, action: MailboxAction, tries: Int, copying: Copying = .notBegun) {
    self.uid = uid
    self.action = action
    self.tries = tries
    self.copying = copying
  }
}
