import Foundation
import Platform
import Records
import Testing

@testable import Application
@testable import Store

@Suite struct HealthTests {
  private static let now = Office.now

  private static func state(
    success: TimeInterval? = nil, error: TimeInterval? = nil, progress: TimeInterval? = nil
  ) -> MailboxState {
    let ago = { (seconds: TimeInterval) in now.addingTimeInterval(-seconds) }
    return MailboxState(
      name: "documents", position: nil, lastSuccess: success.map(ago),
      lastError: error.map { _ in "no answer" }, lastErrorAt: error.map(ago), failingSince: nil,
      progressAt: progress.map(ago), waiting: nil, waitingActions: 0)
  }

  private static func unread(_ seconds: TimeInterval, isConnected: Bool = false) -> Problem {
    .mailboxUnread(
      name: "documents", last: now.addingTimeInterval(-seconds), isConnected: isConnected)
  }

  private static let cases: [(MailboxState?, isConnected: Bool, Problem?)] = [
    (nil, true, .mailboxNeverRead(name: "documents")),
    (state(), true, .mailboxNeverRead(name: "documents")),
    (state(success: 3_599), false, nil), (state(success: 3_601), false, unread(3_601)),
    (state(success: 3_601), true, unread(3_601, isConnected: true)),
    (state(success: 9_000, progress: 100), true, nil),
    (
      state(success: 20, error: 10), true,
      .mailboxFailing(
        name: "documents", at: now.addingTimeInterval(-10), error: "no answer")
    ),
    (state(error: 10, progress: 5), true, nil),
  ]

  @Test(arguments: cases.indices)
  func `a mailbox is well when somebody read it lately, and no look has failed since`(
    index: Int
  ) {
    let (state, isConnected, problem) = Self.cases[index]
    let mailbox = MailboxHealth(
      WatchedMailbox(name: "documents", poll: .seconds(1_200)), state: state,
      isConnected: isConnected)
    #expect(mailbox.problem(now: Self.now) == problem)
  }

  @Test func `a disk that is nearly full is a problem`() {
    #expect(DiskSpace(availableBytes: 512 << 20, availableFiles: 10_000).problem == nil)
    #expect(DiskSpace(availableBytes: 1 << 40, availableFiles: nil).problem == nil)
    #expect(
      DiskSpace(availableBytes: 100, availableFiles: nil).problem == .spaceShort(bytes: 100))
    #expect(
      DiskSpace(availableBytes: 1 << 40, availableFiles: 7).problem == .filesShort(count: 7))
  }

  @Test func `reminders are well unless some are late or were refused`() {
    func problems(_ state: RemindingState) -> [Problem] {
      RemindingHealth(totals: [:], state: state, isAtWork: false).problems
    }
    let late = Self.now
    #expect(problems(Self.reminding()).isEmpty)
    #expect(
      problems(Self.reminding(overdue: 2, since: late, failed: 1))
        == [
          .remindersOverdue(count: 2, since: late, isAtWork: false),
          .noticesRefused(count: 1, lastReply: nil),
        ])
    #expect(
      problems(Self.reminding(overdue: 2, since: late, trouble: "no answer"))
        == [.sendingTrouble("no answer", since: nil)])
  }

  private static func reminding(
    overdue: Int = 0, since: Date? = nil, failed: Int = 0, trouble: String? = nil
  ) -> RemindingState {
    RemindingState(
      overdue: overdue, overdueSince: since, failedNotices: failed, lastRefusal: nil,
      trouble: trouble, troubleSince: nil)
  }

  @Test func `the row counts every verdict and state`() async throws {
    let office = try await Office()
    let health = try await Health.look(
      at: office.store, [WatchedMailbox(name: "documents", poll: .seconds(60))], now: Self.now)
    #expect(health.problems.contains(.mailboxNeverRead(name: "documents")))
    guard case .fields(let fields) = try RowValue(StatusRow(health)) else { return }
    #expect(fields.map(\.key) == ["healthy", "mailboxes", "mails", "reminders", "store"])
    #expect(
      fields[2].value
        == .fields(MailVerdict.allCases.map { RowField(key: $0.rawValue, value: .integer(0)) }))
    #expect(
      fields[1].value
        == .list([
          .fields([
            RowField(key: "name", value: .text("documents")),
            RowField(key: "connected", value: .flag(false)),
            RowField(key: "lastSuccess", value: .null), RowField(key: "lastError", value: .null),
            RowField(key: "waiting", value: .null),
          ])
        ]))
  }
}
