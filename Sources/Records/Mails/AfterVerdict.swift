/// The action on the server's copy of a mail, by the mail's verdict.
package struct AfterVerdict: Sendable, Hashable {
  /// For filed and duplicate.
  package let filed: MailboxAction
  /// For everything else.
  package let other: MailboxAction

  package init(filed: MailboxAction, other: MailboxAction) {
    self.filed = filed
    self.other = other
  }
}
