import Foundation
import Testing

@testable import Reminders

/// The one line that says what the reminder worker does.
@Suite struct ReminderActivityTests {
  private static let moment = Date(timeIntervalSince1970: 1_795_586_400)

  @Test(
    arguments: [
      (.sending(1), "sending 1 notice"), (.sending(12), "sending 12 notices"),
      (.waiting(until: moment), "waiting for the next reminder at 2026-11-25T06:00:00Z"),
      (.waiting(until: nil), "waiting, no reminder is planned"),
      (.pausing(.milliseconds(59_500)), "in trouble, next try in 60 s"),
      (.leavingAlone(until: moment), "the server asks for a pause until 2026-11-25T06:00:00Z"),
    ] as [(ReminderActivity, String)])
  func `an activity is told in a few words`(activity: ReminderActivity, words: String) {
    #expect("\(activity)" == words)
  }
}
