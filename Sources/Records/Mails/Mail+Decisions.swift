/// The decisions that a mail is open to.
extension Mail {
  /// Why the mail can't be filed from what is kept of it; nil where it can.
  package var releaseFault: MailFault? {
    if isFinal { return .isFiled }
    if !isFetched { return .neverWhole }
    return hasRaw ? nil : .notKept
  }

  /// Why there is nothing to let go of; nil where there is, or was.
  package var discardFault: MailFault? { isFinal ? .nothingToDiscard : nil }

  package func requireRelease() throws(Refusal) { try require(releaseFault) }
  package func requireDiscard() throws(Refusal) { try require(discardFault) }

  private var isFinal: Bool { verdict == .filed || verdict == .duplicate }

  private func require(_ fault: MailFault?) throws(Refusal) {
    if let fault { throw Refusal(of: .record(.mail, id.rawValue), .mail(fault)) }
  }
}
