import Testing

@testable import MailIngest

/// Which message is asked for next, alone or in a group; which is failed, which is postponed, and
/// where the position stands (the folder holds 1, 2, 3 and so on).
@Suite struct FetchPlanTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let folder: FolderRehearsal
    var suspects: [UInt32] = []
    let expected: [String]
    var position: UInt32?
    var postponed: Int?

    var testDescription: String { name }
  }

  @Test(arguments: Self.calm + Self.deliveries + Self.breaks + Self.ends + Self.troubles)
  func `the plan asks for`(_ this: Case) {
    var folder = this.folder
    folder.run(suspects: this.suspects)
    #expect(folder.transcript == this.expected)
    #expect(folder.position == this.position)
    #expect(folder.postponed == this.postponed)
  }

  private static func folder(
    _ behaviours: FolderRehearsal.Behaviour..., change: (inout FolderRehearsal) -> Void = { _ in }
  ) -> FolderRehearsal {
    FolderRehearsal(behaviours, change)
  }

  private static func many(
    _ behaviour: FolderRehearsal.Behaviour, _ count: Int,
    first: [FolderRehearsal.Behaviour] = [], last: [FolderRehearsal.Behaviour] = [],
    change: (inout FolderRehearsal) -> Void = { _ in }
  ) -> FolderRehearsal {
    FolderRehearsal(first + Array(repeating: behaviour, count: count) + last, change)
  }

  /// Lines of a transcript, one list after the other.
  private static func lines(_ parts: [String]...) -> [String] { parts.flatMap(\.self) }

  /// The lines of each of these messages.
  private static func each(
    _ uids: ClosedRange<Int>, _ lines: (Int) -> [String]
  ) -> [String] {
    uids.flatMap(lines)
  }

  private static let calm: [Case] = [
    Case(name: "nothing of an empty folder", folder: folder(), expected: []),
    Case(
      name: "all in groups", folder: folder(.comes, .comes, .comes), expected: ["fetch 1 2 3"],
      position: 4),
    Case(
      name: "no more than 500 in a group",
      folder: many(.comes, 501),
      expected: ["fetch 1…500 | 501"], position: 502),
  ]

  private static let deliveries: [Case] = [
    Case(
      name: "what is left out alone, three times; then it is failed",
      folder: folder(.comes, .isLeftOut, .comes),
      expected: [
        "fetch 1 2 3", "locate 2", "ask 2", "pause", "ask 2", "pause", "ask 2", "locate 2",
        "probe 3", "fail 2",
      ], position: 4),
    Case(
      name: "what the store refuses alone, and keeps it then",
      folder: folder(.comes, .breaksARule, .comes),
      expected: ["fetch 1 2 3", "locate 2", "ask 2"], position: 4),
    Case(
      name: "nothing of what is gone", folder: folder(.isGone, .comes), suspects: [1],
      expected: ["fetch 2", "locate 1, gone 1"], position: 1),
    Case(
      name: "suspects after the others", folder: folder(.comes, .comes), suspects: [1],
      expected: ["fetch 2", "locate 1", "ask 1"], position: 3),
  ]

  private static let breaks: [Case] = [
    Case(
      name: "what broke it twice in an earlier run once more, and fails it",
      folder: folder(.comes, .breaksTheConnection) { $0.earlier = (2, 1, 60) },
      expected: ["fetch 1 2", "reconnect", "locate 2", "ask 2", "reconnect", "fail 2 at once"],
      position: 3),
    Case(
      name: "the others on a new session, and what broke it alone; at the third break it is failed",
      folder: folder(.comes, .breaksTheConnection, .comes),
      expected: [
        "fetch 1 2 3", "reconnect", "fetch 3", "locate 2", "ask 2", "reconnect", "pause", "ask 2",
        "reconnect", "pause", "ask 2", "reconnect", "fail 2 at once",
      ], position: 4),
    Case(
      name: "the only message that waits three times, although no other came",
      folder: folder(.breaksTheConnection),
      expected: [
        "fetch 1", "reconnect", "locate 1", "ask 1", "reconnect", "pause", "ask 1", "reconnect",
        "pause", "ask 1", "reconnect", "fail 1 at once",
      ], position: 2),
    Case(
      name: "the newest after a dozen breaks, and ends the run where that breaks too",
      folder: many(.breaksTheConnection, 20),
      expected: lines(
        each(1...12) { ["fetch \($0)…20", "reconnect"] }, ["ask 20 without counting", "stop"])),
    Case(
      name: "the newest after a dozen breaks, and goes on where that comes",
      folder: FolderRehearsal(
        Array(repeating: .breaksTheConnection, count: 12) + [.comes, .comes]),
      expected: lines(
        each(1...11) { ["fetch \($0)…14", "reconnect"] },
        ["fetch 12 13 14", "reconnect", "ask 14 without counting", "fetch 13", "locate 1…12"],
        each(1...12) { ["ask \($0)", "reconnect"] }, ["pause"],
        each(1...12) { ["ask \($0)", "reconnect"] }, ["pause"],
        each(1...12) { ["ask \($0)", "reconnect", "fail \($0) at once"] }),
      position: 15),
  ]

  private static let ends: [Case] = [
    Case(
      name: "what ended a process last, once without counting",
      folder: folder(.comes, .isLeftOut, .comes) { $0.ends = [1: 2, 2: 1, 3: 0] },
      expected: [
        "locate 1 2 3", "ask 3 without counting", "ask 2 without counting",
        "ask 1 without counting", "pause", "ask 2", "pause", "ask 2", "pause", "ask 2", "locate 2",
        "probe 1", "fail 2",
      ], position: 4),
    Case(
      name: "what ended three processes only to keep it",
      folder: folder(.comes, .comes) { $0.ends = [1: 3] },
      expected: ["fetch 2", "locate 1", "ask 1 to keep it"], position: 3),
  ]

  private static let troubles: [Case] = [
    Case(
      name: "all three times where none comes, and postpones them",
      folder: folder(.isLeftOut, .isLeftOut),
      expected: [
        "fetch 1 2", "locate 1 2", "ask 1", "ask 2", "pause", "ask 1", "ask 2", "pause", "ask 1",
        "ask 2", "locate 1 2",
      ], postponed: 2),
    Case(
      name: "what never came in three runs over an hour, and fails it",
      folder: folder(.isLeftOut) { $0.earlier = (6, 2, 3_600) },
      expected: [
        "fetch 1", "locate 1", "ask 1", "pause", "ask 1", "pause", "ask 1", "locate 1", "fail 1",
      ], position: 2),
    Case(
      name: "what is refused for now once, and forgets the try",
      folder: folder(.comes, .isRefusedForNow),
      expected: ["fetch 1 2", "locate 2", "ask 2", "locate 2", "probe 1", "forget 2"],
      position: 2, postponed: 1),
    Case(
      name: "a dozen that are refused, then what came, and postpones all where that comes no more",
      folder: many(.isLeftOut, 13, first: [.comes]) { $0.staysWell = false },
      expected: lines(
        ["fetch 1…14", "locate 2…14"], each(2...13) { ["ask \($0)"] },
        ["probe 1", "ask 14", "locate 2…14", "probe 1"]),
      position: 2, postponed: 13),
    Case(
      name: "a dozen that are refused, then what came, and goes on where that comes",
      folder: many(.isLeftOut, 12, first: [.comes]),
      expected: lines(
        ["fetch 1…13", "locate 2…13"], each(2...13) { ["ask \($0)"] }, ["probe 1", "pause"],
        each(2...13) { ["ask \($0)"] }, ["probe 1", "pause"],
        each(2...13) { ["ask \($0)"] }, ["probe 1", "locate 2…13", "probe 1"],
        each(2...13) { ["fail \($0)"] }),
      position: 14),
    Case(
      name: "a dozen that are refused, then the newest, where none came",
      folder: many(.isLeftOut, 14),
      expected: lines(
        ["fetch 1…14", "locate 1…14"], each(1...12) { ["ask \($0)"] },
        ["ask 14", "locate 1…14"]),
      postponed: 14),
  ]
}
