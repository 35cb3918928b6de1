import Records

/// A worker's step from one notice to the next: what came of the one that it handed over, and that
/// it is about to hand over another.
package struct NoticeTurn: Sendable {
  package let settled: (notice: NoticeID, outcome: NoticeOutcome)?
  package let next: NoticeID?

  package init(settling settled: (notice: NoticeID, outcome: NoticeOutcome)?, next: NoticeID?) {
    self.settled = settled
    self.next = next
  }

  /// The turn as the store made it.
  package struct Made: Sendable {
    /// Nil also where another worker had the notice by then, or it was settled.
    package var recorded: RecordedOutcome?
    /// The next one as it is now, with the try counted; nil when it was lost to another worker or
    /// has nothing left to send, and must not be sent.
    package var begun: Notice?
  }
}
