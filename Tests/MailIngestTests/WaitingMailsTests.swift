import MailTransport
import Records
import Testing

@testable import MailIngest

@Suite struct WaitingMailsTests {
  private static func listed(_ sizes: Int64...) -> [ListedMessage] {
    sizes.enumerated().map { ListedMessage(uid: UID(rawValue: UInt32($0 + 1)), size: $1) }
  }

  private func uids(_ numbers: [UInt32]) -> [UID] { numbers.map(UID.init(rawValue:)) }

  private static let mebibyte: Int64 = 1 << 20

  /// Sizes in MiB, by the server's word; the limit is 20.
  @Test(
    arguments: [
      ([], []), ([1, 2, 3], [[1, 2, 3]]), ([4, 4, 1], [[1, 2], [3]]), ([9, 1], [[1], [2]]),
      ([1, 21, 1], [[1], [2], [3]]), ([20, 21, 22], [[1], [2], [3]]), ([0, 0, 0], [[1, 2, 3]]),
    ] as [([Int64], [[UInt32]])])
  func `a group has 8 MiB at most, or one message`(sizes: [Int64], groups: [[UInt32]]) {
    let listed = sizes.enumerated().map {
      ListedMessage(uid: UID(rawValue: UInt32($0 + 1)), size: $1 * Self.mebibyte)
    }
    let waiting = WaitingMails(listed, settled: [], suspects: [:])
    let found = waiting.groups(limit: 20 * Self.mebibyte)
    #expect(found.map { $0.uids.map(\.rawValue) } == groups)
  }

  @Test
  func `of a message that is announced as too large one byte more than the limit is asked for`() {
    let large = Self.listed(101)
    #expect(FetchGroup(large).bodyLimit(100) == 101)
    #expect(FetchGroup(large).bodyLimit(101) == nil)
    #expect(FetchGroup(Self.listed(101, 1)).bodyLimit(100) == nil)
  }

  @Test func `a sum of announced sizes doesn't overflow`() {
    #expect(FetchGroup(Self.listed(.max, .max, .max)).announced == 3 << 48)
  }

  /// The cases of messages 1 to 5.
  @Test(
    arguments: [
      ([], [], nil), ([], [1], 2), ([], [2, 3], 1), ([1, 2], [3], 4), ([1, 2], [5], 3),
      ([1, 2, 3, 4], [5], 6), ([1, 2, 3, 4, 5], [], 6), ([2], [], 1),
    ] as [([UInt32], [UInt32], UInt32?)])
  func `the position moves up to the first message without a verdict`(
    settled: [UInt32], settling: [UInt32], next: UInt32?
  ) {
    let waiting = WaitingMails(
      Self.listed(1, 1, 1, 1, 1), settled: Set(uids(settled)), suspects: [:])
    #expect(waiting.nextUID(settling: uids(settling)) == next)
  }

  @Test
  func `the position stays where an earlier part of the folder has a message without verdict`() {
    var waiting = WaitingMails(
      Self.listed(1, 1), settled: [], suspects: [:], unsettledBefore: 1)
    waiting.settle(uids([1, 2]))
    #expect(waiting.nextUID(settling: []) == 1)
  }

  @Test func `the position doesn't go beyond the last of all UIDs`() {
    let last = UID(rawValue: .max)
    let waiting = WaitingMails([ListedMessage(uid: last, size: 1)], settled: [], suspects: [:])
    #expect(waiting.nextUID(settling: [last]) == .max)
  }

  @Test func `a suspect is in no group, and is one until it has a verdict or is gone`() {
    var waiting = WaitingMails(
      Self.listed(1, 1, 1), settled: uids([3]).reduce(into: []) { $0.insert($1) },
      suspects: Dictionary(
        uniqueKeysWithValues: [1, 3, 9].map { (UID(rawValue: $0), MailReason.older("old")) }))
    #expect(waiting.suspects.keys.map(\.rawValue) == [1], "the others are settled, or not listed")
    waiting.suspect(UID(rawValue: 3), because: .older("settled before"))
    #expect(waiting.groups(limit: 10).map(\.uids) == [uids([2])])
    #expect(waiting.newest?.uid.rawValue == 2)
    waiting.suspect(UID(rawValue: 2), because: .older("left out"))
    #expect(waiting.suspectedMessages.map(\.uid) == uids([1, 2]))
    #expect(waiting.newest == nil)
    waiting.drop(uids([1]))
    waiting.settle(uids([2]))
    #expect(waiting.suspects.isEmpty && waiting.firstUnsettled == nil && waiting.count == 0)
    #expect(waiting.progress == (2, 2))
  }
}
