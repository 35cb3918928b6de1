import MailTransport
import Records

/// Claimed notices that several connections work through; each is given out once.
actor NoticeBatch {
  private var waiting: [NoticeID]
  /// Why nothing more is to be sent.
  private(set) var trouble: SMTPTrouble?

  init(_ notices: [NoticeID]) {
    // Taken from the end.
    waiting = notices.reversed()
  }

  func next() -> NoticeID? { trouble == nil ? waiting.popLast() : nil }

  func stop(because trouble: SMTPTrouble) {
    self.trouble = self.trouble ?? trouble
  }

  /// Takes out the notices that were not given out.
  func rest() -> [NoticeID] {
    defer { waiting = [] }
    return waiting
  }
}
