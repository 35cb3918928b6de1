import Platform

/// A company's log after a walk along its chain.
package struct VerifiedLog: Sendable, Hashable {
  package let verification: LogVerification
  /// The hash of the entry that was recorded last, as the log has it; nil where the record of it is
  /// gone.
  package let head: Digest?

  package init(verification: LogVerification, head: Digest?) {
    self.verification = verification
    self.head = head
  }
}
