import Foundation
import MailTransport
import Store
import Testing

@testable import MailIngest

@Suite struct FolderScanTests {
  private let place: Installation

  init() async throws { place = try await Installation() }

  /// The position of a folder that was compared, or never was.
  private func position(next: UInt32, comparedAt: Date?) async throws -> MailboxPosition {
    let source = MailboxSource(account: "docs@127.0.0.1", folder: "INBOX")
    func begin() async throws -> MailboxPosition {
      try #require(
        try await place.store.beginMailbox(
          "documents", source: source, uidValidity: 7, now: Installation.now
        ).position)
    }
    let position = try await begin()
    _ = try await place.store.file(
      IngestGroup(folder: position.folder, nextUID: next, after: nil, mails: []),
      now: Installation.now)
    if let comparedAt {
      try await place.store.recordMailboxSuccess(
        "documents", comparing: position.folder, now: comparedAt)
    }
    return try await begin()
  }

  private func list(_ uids: ClosedRange<UInt32>, isWhole: Bool = true) -> MessageList {
    var list = MessageList()
    list.messages = uids.map { ListedMessage(uid: UID(rawValue: $0), size: 1) }
    list.isWhole = isWhole
    return list
  }

  /// Seconds since the last comparison, and the UID that the scan begins with, of a position at 40.
  @Test(
    arguments: [
      (nil, 1), (0, 40), (3_599, 40), (3_600, 1), (-1, 1),
    ] as [(TimeInterval?, UInt32)])
  func `the whole folder is compared when the last time is an hour old, or ahead`(
    age: TimeInterval?, first: UInt32
  ) async throws {
    let position = try await position(
      next: 40, comparedAt: age.map { Installation.now - $0 })
    let scan = FolderScan(position, now: Installation.now)
    #expect(scan.next.rawValue == first && scan.compares == (first == 1))
  }

  @Test func `a long folder is listed part after part, from where the last part ended`()
    async throws
  {
    var scan = FolderScan(
      try await position(next: 10, comparedAt: Installation.now), now: Installation.now)
    scan.took(list(10...20, isWhole: false))
    #expect(!scan.isDone && scan.next.rawValue == 21)
    scan.compareAll()
    #expect(scan.compares && scan.next.rawValue == 1)
    scan.took(list(1...20))
    #expect(scan.isDone)
  }

  @Test func `a list up to the last of all UIDs is the last one`() async throws {
    var scan = FolderScan(try await position(next: 1, comparedAt: nil), now: Installation.now)
    scan.took(list(.max - 1 ... .max, isWhole: false))
    #expect(scan.isDone)
  }

  @Test func `the first message without a verdict is that of the first part that has one`()
    async throws
  {
    var scan = FolderScan(try await position(next: 1, comparedAt: nil), now: Installation.now)
    func pass(_ uids: ClosedRange<UInt32>, settled: Set<UInt32>) {
      let settled = Set(settled.map(UID.init(rawValue:)))
      scan.passed(WaitingMails(list(uids).messages, settled: settled, suspects: [:]))
    }
    pass(1...2, settled: [1, 2])
    #expect(scan.firstUnsettled == nil)
    pass(3...4, settled: [3])
    pass(5...6, settled: [])
    #expect(scan.firstUnsettled == 4)
  }
}
